using System.Diagnostics;

namespace IoTrace.Probe.Target.Modes;

/// <summary>Opens a FIFO that nobody writes to for a while, inside an activity: a slow operation with a known caller.</summary>
internal static class SlowOperation
{
    public static int Run(string[] arguments)
    {
        var fifo = arguments[0];
        Process.Start("mkfifo", fifo).WaitForExit();
        using var activity = new Activity("http.request") { DisplayName = "the-request" }.Start();
        Handshake.Wait();
        new Thread(() =>
        {
            Thread.Sleep(50);
            using var writer = new FileStream(fifo, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, 0);
            Thread.Sleep(80);
            writer.Write(new byte[8]);
        }).Start();
        ReadSlowly(fifo);
        return Handshake.Done("slow");
    }

    private static void ReadSlowly(string fifo)
    {
        using var reader = new FileStream(fifo, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 0);
        // Larger than an event may be.
        using var activity = new Activity("http.request") { DisplayName = new string('x', 100_000) }.Start();
        _ = reader.Read(new byte[8]);
    }
}
