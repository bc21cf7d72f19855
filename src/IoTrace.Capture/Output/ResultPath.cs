using System.Globalization;

using IoTrace.Capture.Os.Linux;

namespace IoTrace.Capture.Output;

/// <summary>Finds out what a path leads to. The last part of the path is never followed where it is a link.</summary>
internal static class ResultPath
{
    /// <summary>How to write there.</summary>
    /// <exception cref="IOException">Nothing is written there: it is a folder, a link, a disk or a socket.</exception>
    public static ResultKind KindOf(string path)
    {
        if (DescriptorOf(path) is not null)
        {
            return ResultKind.Descriptor;
        }

        return OperatingSystem.IsLinux() ? OnLinux(path) : Elsewhere(path);
    }

    /// <summary>The descriptor of this process that a path stands for; null when it stands for none.</summary>
    public static int? DescriptorOf(string path) => path switch
    {
        _ when OperatingSystem.IsWindows() => null,
        "/dev/stdout" => 1,
        "/dev/stderr" => 2,
        _ => ((string[])["/dev/fd/", "/proc/self/fd/"]).FirstOrDefault(folder => path.StartsWith(folder, StringComparison.Ordinal)) is { } found
            && int.TryParse(path[found.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var fd) ? fd : null,
    };

    private static ResultKind OnLinux(string path) => LibC.TypeOfFile(path, follow: false) switch
    {
        FileType.Unknown or FileType.Regular => ResultKind.File,
        FileType.Fifo => ResultKind.Pipe,
        FileType.CharacterDevice => ResultKind.Device,
        FileType.Folder => throw new IOException("it is a folder"),
        FileType.SymbolicLink => throw Link(LibC.ReadLink(path)),
        FileType.BlockDevice => throw new IOException("it is a disk"),
        _ => throw new IOException("it is a socket"),
    };

    /// <summary>Without a call that tells the type, everything below <c>/dev</c> is taken for a device.</summary>
    private static ResultKind Elsewhere(string path)
    {
        if (Directory.Exists(path))
        {
            throw new IOException("it is a folder");
        }

        return new FileInfo(path).LinkTarget is { } target ? throw Link(target)
            : Path.GetFullPath(path).StartsWith("/dev/", StringComparison.Ordinal) ? ResultKind.Device
            : ResultKind.File;
    }

    private static IOException Link(string? target) => new($"it is a symbolic link to '{target}'; to write there, give that path itself");
}
