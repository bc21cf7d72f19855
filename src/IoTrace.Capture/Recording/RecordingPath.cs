using IoTrace.Capture.Os.Linux;

namespace IoTrace.Capture.Recording;

/// <summary>What a path leads to that is to be read as a recording.</summary>
internal static class RecordingPath
{
    /// <summary>Why nothing there can be a recording, found without opening it: to open a pipe waits for who writes to it. Null when it can.</summary>
    public static string? Fault(string path)
    {
        if (Directory.Exists(path))
        {
            return "it is a folder";
        }

        var type = OperatingSystem.IsLinux() ? LibC.TypeOfFile(path) : FileType.Regular;
        return type switch
        {
            FileType.Fifo => "it is a pipe, and a recording is read more than once; write it to a file first",
            FileType.CharacterDevice or FileType.BlockDevice => "it is a device",
            FileType.Socket => "it is a socket",
            // Files of the kernel, as in /proc, say that they are empty, and some wait when they are read.
            FileType.Regular when new FileInfo(path) is { Exists: true, Length: 0 } => "it is empty",
            _ => null,
        };
    }
}
