using System.Runtime.Loader;
using IoTrace.Probe.Events;
using IoTrace.Probe.Hooks;
using IoTrace.Probe.Native;
using IoTrace.Probe.Recording;

namespace IoTrace.Probe;

/// <summary>
/// Loaded once, active while a session listens: the slots lead to the hooks between Activate and Deactivate and nowhere
/// else. Nothing is ever unloaded, since a thread may be inside a hook for as long as a call blocks.
/// </summary>
internal static class ProbeLifecycle
{
    /// <summary>How long after its last session a probe that waits for the end of the process stays active.</summary>
    private const long EndingNanoseconds = 3_000_000_000;

    private static readonly object s_gate = new();
    private static int s_loaded;
    private static List<SlotPatch> s_patches = [];
    private static string s_hooked = "";
    private static string s_refusal = "";

    /// <summary>Why the session that began last could not have what it asked for; the next may.</summary>
    private static string s_trouble = "";
    private static ProbeSettings s_settings = new();

    /// <summary>Where the last figures go when the process ends: one file of each tool that listens.</summary>
    private static readonly List<string> s_finalFiles = [];
    private static bool s_active;
    private static bool s_listened;
    private static bool s_endIsTold;
    private static bool s_shutDown;
    private static long s_endedAt;

    /// <summary>The event source, once it is there.</summary>
    public static ProbeEventSource? Events { get; private set; }

    /// <summary>Whether a session is there, also for a probe that refuses to hook anything.</summary>
    public static bool IsListenedTo => Volatile.Read(ref s_listened) && !ProbeCommands.IsSessionGone;

    /// <summary>How long the probe's thread may wait for a command: for ever without a session.</summary>
    public static int Pause
    {
        get
        {
            var settings = s_settings;
            return Volatile.Read(ref s_active) || IsListenedTo || Tables.IsHeld ? Math.Min(settings.IntervalMilliseconds, settings.PeriodMilliseconds) : Timeout.Infinite;
        }
    }

    public static void Load()
    {
        if (Interlocked.Exchange(ref s_loaded, 1) != 0)
        {
            if (Volatile.Read(ref s_active))
                ProbeCommands.Post(new ProbeCommand(IsEnd: false, null));
            return;
        }

        try
        {
            (s_refusal, s_patches, s_hooked) = Preparation.Run();
            // Before the first hook: where no thread can be had, nobody would take them out again.
            if (!ProbeThread.TryStart() && s_refusal.Length == 0)
                s_refusal = "threads: the process may not start one more thread";
            AssemblyLoadContext.Default.Unloading += ProcessUnloading;
            Events = new ProbeEventSource();
            // A session that is there already has posted its command from within the constructor. It is carried out before this
            // returns, so that a launched program is seen from its first instruction.
            CarryOut();
        }
        catch
        {
            lock (s_gate)
                Deactivate();
            throw;
        }
    }

    /// <summary>Does what sessions have asked for since the last time.</summary>
    public static void CarryOut()
    {
        if (Events is not { } events)
            return;
        lock (s_gate)
        {
            foreach (var command in ProbeCommands.TakeAll())
            {
                s_endIsTold = command.IsEnd;
                if (!command.IsEnd)
                    BeginSession(events, command.Settings);
            }
            // An end is told for one session of several, too, and a moment before the source is off.
            if (s_endIsTold && !events.IsEnabled())
            {
                s_endIsTold = false;
                EndSession();
            }
            if (s_endedAt != 0 && !s_shutDown && Libc.Now() - s_endedAt > EndingNanoseconds)
                Deactivate();
        }
    }

    private static void BeginSession(ProbeEventSource events, ProbeSettings? settings)
    {
        if (s_shutDown)
            return;
        if (!s_listened)
            PoolReporter.Skip();
        s_listened = true;
        s_trouble = "";
        s_finalFiles.RemoveAll(static file => !FinalFile.IsWanted(file));
        if (settings is { FinalFile: { Length: > 0 } file } && !s_finalFiles.Contains(file))
            s_finalFiles.Add(file);
        if (s_refusal.Length == 0)
            Start(settings);
        else
            s_settings = settings ?? s_settings;
        SayHello(events);
    }

    /// <summary>
    /// No session listens any more. At the end of a process that happens first; so where a session has left a file for the
    /// last deltas, the hooks stay for a moment. In all other cases the slots are restored at once.
    /// </summary>
    private static void EndSession()
    {
        s_listened = false;
        if (!s_active)
            return;
        if (s_finalFiles.Exists(FinalFile.IsWanted))
            s_endedAt = Libc.Now();
        else
            Deactivate();
    }

    private static void Deactivate()
    {
        s_active = false;
        s_endedAt = 0;
        foreach (var patch in s_patches)
            patch.Restore();
        Flusher.Stop();
        CurrentActivity.Unwatch();
    }

    /// <summary>Comes before the runtime disposes of all event sources; ProcessExit comes after.</summary>
    private static void ProcessUnloading(AssemblyLoadContext context)
    {
#pragma warning disable CA1031 // The exit of the target goes on, whatever becomes of the last figures.
        try
        {
            WritersGate.Close();
            lock (s_gate)
                s_shutDown = true;
            // Registered this late, the handler comes after those of the target, whose I/O counts too.
            AppDomain.CurrentDomain.ProcessExit += (_, _) => Shutdown();
        }
        catch
        {
            // The reader sees an empty file and says that the end is missing.
        }
    }

    private static void Shutdown()
    {
        try
        {
            lock (s_gate)
                SaveLast();
        }
        catch
        {
            // As above. The hooks stay, which is what they do in a call that never returns.
        }
#pragma warning restore CA1031
    }

    private static void SaveLast()
    {
        if (!s_active)
            return;
        try
        {
            var wanted = s_finalFiles.FindAll(FinalFile.IsWanted);
            if (wanted.Count == 0)
                return;
            var file = new FinalFile();
            Flusher.FlushTo(file);
            Deactivate();
            wanted.ForEach(file.SaveTo);
        }
        finally
        {
            Deactivate();
        }
    }

    private static void Start(ProbeSettings? wanted)
    {
        var settings = wanted ?? (s_active ? s_settings : new ProbeSettings());
        s_settings = settings;
        s_endedAt = 0;
        SlowOperations.PerSecond = settings.OperationsPerSecond;
        Recorder.ThresholdNanoseconds = settings.ThresholdMicroseconds * 1000;
        if (s_active)
        {
            // What happened before a further session came is none of its business.
            Flusher.FlushNow();
            Flusher.Adopt(settings);
            return;
        }
        ListeningPorts.Refresh();
        if (!Flusher.Start(settings))
        {
            s_trouble = "memory: the process may not have the memory for the probe's tables";
            return;
        }
        CurrentActivity.Watch();
        s_active = true;
        if (s_patches.TrueForAll(patch => patch.Apply()))
            return;
        // Some of the calls alone would be figures that look whole and are not.
        var refused = s_patches.Count(patch => !patch.IsApplied);
        Deactivate();
        s_trouble = $"patch: the process does not let the probe redirect {refused} of the {s_patches.Count} calls of libSystem.Native.so";
    }

    private static void SayHello(ProbeEventSource source)
    {
        var settings = s_settings;
        var refusal = s_refusal.Length > 0 ? s_refusal : s_trouble;
        source.Hello(
            ProbeEventSource.ProtocolVersion,
            refusal.Length == 0 ? "active" : "refused",
            refusal,
            s_hooked,
            HookTable.Excluded,
            $"probe={typeof(ProbeLifecycle).Assembly.GetName().Version};runtime={Environment.Version};period={settings.PeriodMilliseconds}"
                + $";interval={settings.IntervalMilliseconds};thresholdMicroseconds={settings.ThresholdMicroseconds}"
                + $";operationsPerSecond={settings.OperationsPerSecond};maxResources={settings.MaxResources}",
            refusal.Length == 0 ? Libc.Now() : 0);
    }
}
