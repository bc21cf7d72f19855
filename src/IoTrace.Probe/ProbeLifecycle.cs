using System.Runtime.InteropServices;
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
    private static ProbeSettings s_settings = new();
    private static bool s_active;
    private static bool s_listened;
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
            return Volatile.Read(ref s_active) || IsListenedTo ? Math.Min(settings.IntervalMilliseconds, settings.PeriodMilliseconds) : Timeout.Infinite;
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

        s_refusal = Prepare();
        AssemblyLoadContext.Default.Unloading += ProcessUnloading;
        Events = new ProbeEventSource();
        // A session that is there already has posted its command from within the constructor. It is carried out here, so that
        // a launched program is seen from its first instruction.
        CarryOut();
        ProbeThread.Start(isWorking: s_refusal.Length == 0);
    }

    /// <summary>Does what sessions have asked for since the last time.</summary>
    public static void CarryOut()
    {
        if (Events is not { } events)
            return;
        foreach (var command in ProbeCommands.TakeAll())
        {
            lock (s_gate)
            {
                if (command.IsEnd)
                    EndSession();
                else
                    BeginSession(events, command.Settings);
            }
        }
        lock (s_gate)
        {
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
        if (FinalFile.IsWanted(s_settings.FinalFile))
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
        WritersGate.Close();
        lock (s_gate)
            s_shutDown = true;
        // Registered this late, the handler comes after those of the target, whose I/O counts too.
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Shutdown();
    }

    private static void Shutdown()
    {
        lock (s_gate)
        {
            if (!s_active)
                return;
#pragma warning disable CA1031 // The exit of the target goes on, whatever becomes of our file.
            try
            {
                if (FinalFile.IsWanted(s_settings.FinalFile))
                {
                    var file = new FinalFile(s_settings.FinalFile);
                    Flusher.FlushTo(file);
                    Deactivate();
                    file.Save();
                }
            }
            catch (Exception)
            {
                // The reader sees an empty file and says that the end is missing.
            }
#pragma warning restore CA1031
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
        CurrentActivity.Watch();
        Flusher.Start(settings);
        s_active = true;
        foreach (var patch in s_patches)
            patch.Apply();
    }

    private static void SayHello(ProbeEventSource source)
    {
        var settings = s_settings;
        source.Hello(
            ProbeEventSource.ProtocolVersion,
            s_refusal.Length == 0 ? "active" : "refused",
            s_refusal,
            s_hooked,
            HookTable.Excluded,
            $"probe={typeof(ProbeLifecycle).Assembly.GetName().Version};runtime={Environment.Version};period={settings.PeriodMilliseconds}"
                + $";interval={settings.IntervalMilliseconds};thresholdMicroseconds={settings.ThresholdMicroseconds}"
                + $";operationsPerSecond={settings.OperationsPerSecond};maxResources={settings.MaxResources}",
            s_refusal.Length == 0 ? Libc.Now() : 0);
    }

    /// <summary>Everything that can be done before the first session. Returns why the probe cannot work here, or nothing.</summary>
    private static string Prepare()
    {
#pragma warning disable CA1031 // Whatever goes wrong, the target must go on as if the probe had not come.
        try
        {
            if (!OperatingSystem.IsLinux())
                return "not-linux: the probe knows how Linux binds libSystem.Native.so only";
            if (RuntimeInformation.ProcessArchitecture is not (Architecture.X64 or Architecture.Arm64))
                return $"architecture: the probe was not written for {RuntimeInformation.ProcessArchitecture}";

            var maps = MemoryMap.ReadAll();
            if (maps.Exists(map => Path.GetFileName(map.Path).StartsWith("ld-musl", StringComparison.Ordinal)))
                return "musl: not proven with this libc yet";
            var image = maps.Find(map => map.FileOffset == 0 && Path.GetFileName(map.Path).StartsWith("libSystem.Native.so", StringComparison.Ordinal));
            if (image.Start == 0)
                return "single-file: libSystem.Native is part of the program itself, its calls cannot be redirected";
            if (!Libc.TryLoad())
                return "libc: libc.so.6 lacks a function the probe needs";
            if (!Descriptors.TryReserve())
                return "memory: no address space for the descriptor table";
            CpuSamples.Calibrate();
            PendingResponses.Reserve();
            s_patches = HookTable.Bind(image.Start, maps, out s_hooked);
            return s_patches.Count == 0 ? "no-slots: libSystem.Native.so has no import slots the probe understands" : "";
        }
        catch (Exception failure)
        {
            s_patches = [];
            return $"error: {failure.GetType().Name}: {failure.Message}";
        }
#pragma warning restore CA1031
    }
}
