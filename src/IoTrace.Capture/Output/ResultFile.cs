using System.Diagnostics;

using IoTrace.Capture.Os.Linux;

namespace IoTrace.Capture.Output;

/// <summary>
/// Writes a result to the path that the user gave: the one home of that rule. A file appears whole or not at all, readable for this
/// user alone; pipes, devices and descriptors are written to; links are not followed.
/// </summary>
public static class ResultFile
{
    /// <summary>Only this user: results tell of paths, hosts and method names.</summary>
    private const UnixFileMode OnlyForUser = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Long enough for a reader that is started next, short enough to notice that none comes.</summary>
    private static readonly TimeSpan ReaderLimit = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan ReaderPoll = TimeSpan.FromMilliseconds(50);

    /// <summary>Finds out before the work is done that its result could not be written.</summary>
    /// <exception cref="IOException">It could not, with the reason.</exception>
    /// <exception cref="UnauthorizedAccessException">The user may not write there.</exception>
    public static void Check(string path)
    {
        switch (ResultPath.KindOf(path))
        {
            case ResultKind.File:
                var temporary = TemporaryPath(path);
                Create(temporary).Dispose();
                File.Delete(temporary);
                break;
            case ResultKind.Device or ResultKind.Descriptor:
                OpenExisting(path).Dispose();
                break;
            default:
                // To open a named pipe and close it again would tell its reader that this was all.
                break;
        }
    }

    /// <summary>Writes a result.</summary>
    /// <param name="write">Writes the content; the stream need not be able to seek.</param>
    /// <param name="waiting">Called once when there is a wait for the reader of a named pipe.</param>
    /// <exception cref="IOException">It could not be written, with the reason; a file that was there before is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">The user may not write there.</exception>
    public static void Write(string path, Action<Stream> write, Action waiting)
    {
        switch (ResultPath.KindOf(path))
        {
            case ResultKind.File:
                Replace(path, write);
                break;
            case ResultKind.Pipe:
                Into(WaitForReader(path, waiting), write);
                break;
            default:
                Into(OpenExisting(path), write);
                break;
        }
    }

    private static void Replace(string path, Action<Stream> write)
    {
        var temporary = TemporaryPath(path);
        var file = Create(temporary);
        try
        {
            using (file)
            {
                write(file);
            }

            // What is there may have changed while the content was written: a device or a link must not be replaced now either.
            if (ResultPath.KindOf(path) != ResultKind.File)
            {
                throw new IOException("somebody put something else than a file there meanwhile");
            }

            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static void Into(Stream stream, Action<Stream> write)
    {
        using (stream)
        {
            write(stream);
        }
    }

    private static DescriptorStream WaitForReader(string path, Action waiting)
    {
        const int NoReader = 6;
        var start = Stopwatch.GetTimestamp();
        for (var first = true; ; first = false)
        {
            if (LibC.OpenExisting(path, out var errno) is { } pipe)
            {
                return new DescriptorStream(pipe);
            }

            if (errno != NoReader)
            {
                throw LibC.Failure(errno);
            }

            if (Stopwatch.GetElapsedTime(start) > ReaderLimit)
            {
                throw new IOException($"nobody reads this pipe; iotrace waited {ReaderLimit.TotalSeconds:0} s for a reader");
            }

            if (first)
            {
                waiting();
            }

            Thread.Sleep(ReaderPoll);
        }
    }

    private static Stream OpenExisting(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return new FileStream(path, FileMode.Open, FileAccess.Write);
        }

        int errno;
        var handle = ResultPath.DescriptorOf(path) is { } fd ? LibC.Duplicate(fd, out errno) : LibC.OpenExisting(path, out errno);
        return new DescriptorStream(handle ?? throw LibC.Failure(errno));
    }

    /// <summary>In the same folder, so that the file can be put in its place in one step.</summary>
    private static string TemporaryPath(string path) =>
        Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path)) ?? "/", $".iotrace-{Path.GetRandomFileName()}");

    private static FileStream Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OnlyForUser;
        }

        return new FileStream(path, options);
    }
}
