using System.Diagnostics;
using System.Runtime.InteropServices;

namespace IoTrace.Probe.Target.Modes;

/// <summary>Handles signals that it sends to itself while files are read and written.</summary>
internal static partial class Signals
{
    public static int Run(string[] arguments)
    {
        var rounds = int.Parse(arguments[1]);
        var handled = 0;
        PosixSignal[] signals = [PosixSignal.SIGCHLD, PosixSignal.SIGTERM, PosixSignal.SIGWINCH, PosixSignal.SIGINT, PosixSignal.SIGHUP, PosixSignal.SIGCONT];
        int[] numbers = [17, 15, 28, 2, 1, 18];
        var registrations = signals.Select(signal => PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            Interlocked.Increment(ref handled);
        })).ToList();
        Handshake.Wait();
        using var load = new BackgroundLoad(arguments[0], 2);
        for (var i = 0; i < rounds; i++)
        {
            _ = kill(Environment.ProcessId, numbers[i % numbers.Length]);
            if (i % 50 == 0)
                Process.Start("/bin/true").WaitForExit();
            if (i % 4 == 0)
                Thread.Sleep(1);
        }
        // Signals still on their way must not meet their default actions, so the registrations stay until the very end.
        Thread.Sleep(100);
        var result = Handshake.Done($"{rounds} {handled} {load.Stop()}");
        registrations.ForEach(registration => registration.Dispose());
        return result;
    }

    [LibraryImport("libc")]
    private static partial int kill(int pid, int signal);
}
