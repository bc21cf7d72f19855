using System.Collections.Immutable;

using IoTrace.Analysis.Observations;

namespace IoTrace.Capture.Os.Linux;

/// <summary>
/// Sweeps over the target's threads on a thread of its own, and hands on what changed. Works on any process of the same user,
/// without root, and never touches the target itself.
/// </summary>
internal sealed class ThreadSampler : IDisposable
{
    /// <summary>200 sweeps a second resolve phases of some tens of milliseconds.</summary>
    private static readonly Duration ShortestRest = Duration.FromMilliseconds(5);

    /// <summary>Beyond this the timeline would be too coarse to be of use, whatever a sweep costs.</summary>
    private static readonly Duration LongestRest = Duration.FromMilliseconds(250);

    private static readonly Duration UsageInterval = Duration.FromMilliseconds(100);

    /// <summary>The share of one processor that the sampler aims at. It may take 0.02: what cannot be foreseen has to fit in between.</summary>
    private const double CpuBudget = 0.015;

    /// <summary>A look longer than this, and this for each thread, has been interrupted.</summary>
    private static readonly Duration QuickLook = Duration.FromMilliseconds(1);
    private static readonly Duration QuickThread = Duration.FromMilliseconds(0.03);
    private const int MostTries = 8;

    private readonly bool fromBirth;
    private readonly IOsSampleSink sink;
    private readonly ResourceTable resources;
    private readonly ProcessWatch process;
    private readonly SurroundingsWatch surroundings;
    private readonly NeighbourWatch neighbours;
    private readonly ThreadRoster threads;
    private readonly SamplingPace pace = new(ShortestRest, LongestRest, CpuBudget);
    // Without spinning, which costs more than a sweep.
    private readonly ManualResetEventSlim stop = new(initialState: false, spinCount: 0);
    private readonly Thread thread;
    private readonly byte[] buffer = new byte[4096];
    private readonly ImmutableArray<ThreadSnapshot>.Builder changed = ImmutableArray.CreateBuilder<ThreadSnapshot>();
    private bool beginning = true;
    private Timestamp beganAt;
    private Duration lastLooking;
    private Duration lastCost;
    private Duration lastBesides;
    private Timestamp usageReadAt = new(long.MinValue / 2);

    /// <param name="fromBirth">Whether what the process did before the first look counts: for those that we started ourselves.</param>
    public ThreadSampler(int pid, bool fromBirth, IOsSampleSink sink)
    {
        this.fromBirth = fromBirth;
        this.sink = sink;
        resources = new ResourceTable(pid);
        threads = new ThreadRoster(pid, resources);
        process = new ProcessWatch(pid);
        surroundings = new SurroundingsWatch(pid);
        neighbours = new NeighbourWatch(pid);
        thread = new Thread(Run) { IsBackground = true, Name = "iotrace sampler", Priority = ThreadPriority.AboveNormal };
    }

    /// <summary>Whether the kernel hid system calls of any thread (Yama's ptrace_scope).</summary>
    public bool CallsHidden => threads.CallsHidden;

    /// <summary>Processor time of all threads of the target that were seen, since they began.</summary>
    public Duration TargetCpu => threads.Cpu;

    /// <summary>Where the window begins: the totals of every thread are known there.</summary>
    public Timestamp WindowStart { get; private set; }

    /// <summary>The last sweep: once stopped, where the window ends.</summary>
    public Timestamp LastSweep { get; private set; }

    /// <summary>Sweeps done so far.</summary>
    public long Sweeps { get; private set; }

    /// <summary>Processor time the sampler itself has taken.</summary>
    public Duration CpuTime { get; private set; }

    /// <summary>What ended the sampler early, if anything did.</summary>
    public Exception? Failure { get; private set; }

    public void Start() => thread.Start();

    /// <summary>Takes a last sweep and ends. Safe to call twice.</summary>
    public void Stop()
    {
        stop.Set();
        if (thread.IsAlive)
        {
            thread.Join();
        }
    }

    public void Dispose()
    {
        Stop();
        stop.Dispose();
        process.Dispose();
        neighbours.Dispose();
        surroundings.Dispose();
        threads.Dispose();
    }

    private void Run()
    {
        try
        {
            var stopping = false;
            var alive = Begin();
            while (alive)
            {
                stopping = stop.Wait(TimeSpan.FromMilliseconds(pace.Next(lastCost - lastBesides, lastBesides, LastSweep - beganAt).Seconds * 1000));
                alive = Sweep(stopping);
                if (stopping)
                {
                    RepeatWhileSlow(ref alive);
                    return;
                }
            }
        }
        catch (IOException e)
        {
            // The recording cannot be written any more (a full disk): say so at the end, and leave the other collectors alone.
            Failure = e;
        }
    }

    /// <summary>
    /// The first look, with which the window begins. The kernel's totals are read one by one: a look that took long, because the
    /// sampler itself had to wait for a processor, is no common instant, and the next one is taken instead.
    /// </summary>
    private bool Begin()
    {
        beganAt = new Timestamp(LibC.MonotonicNow());
        var alive = Sweep(thorough: true);
        if (!fromBirth)
        {
            RepeatWhileSlow(ref alive);
            WindowStart = LastSweep;
        }

        beginning = false;
        return alive;
    }

    private void RepeatWhileSlow(ref bool alive)
    {
        for (var tries = 1; alive && tries < MostTries && lastLooking > QuickLook + new Duration(threads.Count * QuickThread.Nanoseconds); tries++)
        {
            alive = Sweep(thorough: true);
        }
    }

    /// <param name="thorough">Whether to look for new threads and read the process's totals, as at both ends of the window.</param>
    private bool Sweep(bool thorough)
    {
        foreach (var named in threads.List(new Timestamp(LibC.MonotonicNow()), thorough, buffer))
        {
            sink.Write(named);
        }

        var now = new Timestamp(LibC.MonotonicNow());
        var usage = now - usageReadAt >= UsageInterval || thorough ? process.Read(now, buffer) : null;
        threads.Look(now, buffer, changed);
        lastLooking = new Timestamp(LibC.MonotonicNow()) - now;
        if (usage is not null && beginning)
        {
            // The first total is what the later ones are compared with: read last it is never too small.
            usage = process.Read(now, buffer);
        }

        if (fromBirth && Sweeps == 0)
        {
            WriteBirth(now, process.Read(now, buffer).Throttled);
        }

        foreach (var seen in resources.TakeFresh())
        {
            sink.Write(seen with { At = now });
        }

        var looked = new Duration(LibC.ThreadCpuTime());
        foreach (var around in thorough ? [] : surroundings.ReadIfDue(now))
        {
            sink.Write(around);
        }

        if (neighbours.ReadIfDue(now, thorough, buffer) is { } others)
        {
            sink.Write(others);
        }

        lastBesides = new Duration(LibC.ThreadCpuTime()) - looked + resources.TakeTableCpu();

        if (usage is not null)
        {
            sink.Write(usage);
            usageReadAt = now;
        }

        sink.Write(new ThreadSweep(now, changed.ToImmutable()));
        changed.Clear();
        LastSweep = now;
        Sweeps++;
        // Waking up and going to rest are in it.
        var cpuTime = new Duration(LibC.ThreadCpuTime());
        lastCost = cpuTime - CpuTime;
        CpuTime = cpuTime;
        return threads.Count > 0;
    }

    /// <summary>
    /// What a process that we started did before the first look counts as well. It was made to wait for us; so the window begins as
    /// long before the look as its first thread had been busy by then.
    /// </summary>
    /// <param name="now">The look.</param>
    /// <param name="throttled">What the control group had been held back by then: most of it before there was the process.</param>
    private void WriteBirth(Timestamp now, Duration throttled)
    {
        var busy = changed.Select(s => s.OnCpu + s.RunQueue).DefaultIfEmpty(Duration.Zero).Max();
        WindowStart = new Timestamp(now.Nanoseconds - busy.Nanoseconds);
        sink.Write(new ProcessUsage(WindowStart, 0, 0, 0, 0, 0, 0, throttled, Duration.Zero));
        sink.Write(new ThreadSweep(WindowStart, [.. changed.Select(s => s with
        {
            OnCpu = Duration.Zero,
            RunQueue = Duration.Zero,
            Timeslices = 0,
            Call = SystemCallKind.Running,
            Timed = false,
            Resource = ResourceId.None,
            StackPointer = 0,
            UserTicks = 0,
            KernelTicks = 0,
            Exited = false,
        })]));
    }
}
