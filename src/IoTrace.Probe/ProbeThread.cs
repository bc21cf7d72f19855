using IoTrace.Probe.Events;
using IoTrace.Probe.Native;
using IoTrace.Probe.Recording;

namespace IoTrace.Probe;

/// <summary>
/// The one thread of the probe: it carries out what sessions want and sends the events. Asleep without a session. Its own
/// calls are not recorded.
/// </summary>
internal static class ProbeThread
{
    private const string Name = "IoTrace Probe";

    /// <summary>Kernel's id of the thread, so that readers can leave it out; 0 before it runs.</summary>
    public static int Id { get; private set; }

    private static int s_started;

    /// <summary>
    /// Starts it, unless it runs. False where the process may have no more threads; the next session tries again. A probe that refuses
    /// to work needs it too: each session is to be told why.
    /// </summary>
    public static bool TryStart()
    {
        if (Interlocked.Exchange(ref s_started, 1) != 0)
            return true;
#pragma warning disable CA1031 // The runtime has several exceptions for a thread that cannot be had.
        try
        {
            new Thread(Run) { IsBackground = true, Name = Name }.UnsafeStart();
            return true;
        }
        catch
        {
            Volatile.Write(ref s_started, 0);
            return false;
        }
    }

    private static void Run()
    {
        while (true)
        {
            // An exception that leaves a thread ends the target.
            try
            {
                Work();
            }
            catch
            {
                Flusher.SkipSequence();
            }
        }
#pragma warning restore CA1031
    }

    private static void Work()
    {
        if (Id == 0 && Libc.IsLoaded)
        {
            Id = Libc.Gettid();
            HookedThread.IgnoreThis();
        }
        ProbeCommands.Wait(ProbeLifecycle.Pause);
        ProbeLifecycle.CarryOut();
        Flusher.Round();
        if (ProbeLifecycle.IsListenedTo && ProbeLifecycle.Events is { } events)
            PoolReporter.Report(events);
    }
}
