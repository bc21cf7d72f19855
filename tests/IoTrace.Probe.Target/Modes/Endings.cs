using System.Runtime.InteropServices;

namespace IoTrace.Probe.Target.Modes;

/// <summary>Ends in the way it is told while operations are in flight.</summary>
internal static partial class Endings
{
    public static int Run(string[] arguments)
    {
        var load = new BackgroundLoad(arguments[0], 3);
        Handshake.Wait();
        switch (arguments[1])
        {
            case "return":
                return 7;
            case "exit":
                Environment.Exit(7);
                break;
            case "throw":
                throw new InvalidOperationException("on purpose");
            case "failfast":
                Environment.FailFast("on purpose");
                break;
            case "abort":
                abort();
                break;
            case "signal":
                _ = kill(Environment.ProcessId, 15);
                Thread.Sleep(Timeout.Infinite);
                break;
        }
        GC.KeepAlive(load);
        return 1;
    }

    [LibraryImport("libc")]
    private static partial void abort();

    [LibraryImport("libc")]
    private static partial int kill(int pid, int signal);
}
