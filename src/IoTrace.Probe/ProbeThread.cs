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

    /// <summary>A probe that refuses to work still has to tell each session why.</summary>
    public static void Start(bool isWorking) => new Thread(() => Run(isWorking)) { IsBackground = true, Name = Name }.UnsafeStart();

    private static void Run(bool isWorking)
    {
        if (isWorking)
        {
            Id = Libc.Gettid();
            HookedThread.IgnoreThis();
        }
        while (true)
        {
            ProbeCommands.Wait(ProbeLifecycle.Pause);
#pragma warning disable CA1031 // An unhandled exception here would end the target.
            try
            {
                ProbeLifecycle.CarryOut();
                Flusher.Round();
                if (ProbeLifecycle.IsListenedTo && ProbeLifecycle.Events is { } events)
                    PoolReporter.Report(events);
            }
            catch (Exception)
            {
                Flusher.SkipSequence();
            }
#pragma warning restore CA1031
        }
    }
}
