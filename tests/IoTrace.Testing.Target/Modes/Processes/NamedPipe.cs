using System.ComponentModel;
using System.Runtime.InteropServices;

namespace IoTrace.Testing.Target.Modes.Processes;

/// <summary>
/// Reads a named pipe (FIFO) like a file; a child writes a line to it every --period. With --alone there is no child, and nobody writes.
/// </summary>
internal static partial class NamedPipe
{
    public static void Start(Run run)
    {
        const uint OwnerOnly = 0x180;
        var path = Path.Combine(run.OwnDirectory(Path.GetTempPath()), "feed");
        if (MakeFifo(path, OwnerOnly) != 0) throw new Win32Exception(Marshal.GetLastPInvokeError());
        if (run.Options.Has("alone"))
        {
            ReadAlone(run, path);
            return;
        }

        var period = run.Options.Time("period", 20);
        using var child = Self.Start(["tick", "--period", $"{period.TotalMilliseconds}ms", "--seconds", "3600", "--output", path], redirect: false);
        try
        {
            using var reader = new StreamReader(path);
            reader.ReadLine();
            run.Ready();
            while (run.Goes && Feed.Next(reader) is not null) run.Count();
        }
        finally
        {
            Self.End(child);
        }
    }

    /// <summary>Open for writing as well, it neither waits for a writer nor ends without one.</summary>
    private static void ReadAlone(Run run, string path)
    {
        using var pipe = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
        using var reader = new StreamReader(pipe);
        run.Ready();
        while (run.Goes && Feed.Next(reader) is not null) run.Count();
    }

    [LibraryImport("libc", EntryPoint = "mkfifo", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MakeFifo(string path, uint mode);
}
