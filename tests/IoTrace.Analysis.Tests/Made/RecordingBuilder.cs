namespace IoTrace.Analysis.Tests.Made;

/// <summary>
/// Makes a recording in memory from a description of what threads do: first everybody's life is laid out in time, which is the
/// truth, and then it is looked at as the collectors would, with a set amount of noise. Seeded: the same description gives the same recording.
/// </summary>
public sealed class RecordingBuilder(int seed = 1, Noise? noise = null)
{
    public const int Pid = 100;
    private const long Origin = 5_000_000_000_000;
    private const long SweepInterval = 5_000_000;
    private const long UsageInterval = 100_000_000;
    private const long WorkBetweenWaits = 20_000;
    private const double WalkMilliseconds = 1.2;
    private static readonly (double Start, double Length) FirstBurst = (0.04, 0.06);

    private readonly Noise noise = noise ?? Noise.OfTheSampler;
    private readonly List<MadeThread> threads = [];
    private readonly List<Observation> events = [];
    private readonly List<(double From, double To)> network = [];
    private readonly Dictionary<MadeResource, ResourceId> resources = [];
    private readonly MadeStacks stacks = new();
    private List<CollectorStatus> collectors = [new("eventpipe", "ok", null, null), new("stacks", "ok", null, null), new("procfs", "ok", null, null)];
    private int requests;
    private double seconds = 5;
    private int? processors = 8;
    private bool takeStacks = true;
    private bool takeSweeps = true;
    private bool queueToldLate;
    private bool callsHidden;
    private bool functionsTold;
    private bool callsTimed;
    private (long ReadCalls, long ReadBytes, double Throttled) perSecond;

    /// <summary>The window's length.</summary>
    public RecordingBuilder Lasting(double window)
    {
        seconds = window;
        return this;
    }

    public RecordingBuilder On(int? processorCount)
    {
        processors = processorCount;
        return this;
    }

    /// <summary>The thread that runs Main, for the whole window.</summary>
    public RecordingBuilder Main(params Step[] steps) => Thread(Pid, "app", 0, null, steps);

    /// <summary>A thread that repeats the steps for the whole window.</summary>
    public RecordingBuilder Thread(int id, string name, params Step[] steps) => Thread(id, name, 0, null, steps);

    /// <summary>A thread that repeats the steps from one second of the window to another.</summary>
    public RecordingBuilder Thread(int id, string name, double from, double? to, params Step[] steps)
    {
        var random = new Random((((seed * 1009) + id) * 31) + threads.Count);
        var end = At(to ?? (seconds + 1));
        var life = new List<Segment>();
        // Alive before the window, so that its first look is one among others; those that come later begin at their time.
        for (var at = from <= 0 ? At(-0.2) : At(from); at < end;)
        {
            foreach (var step in steps)
            {
                var length = step.Milliseconds * 1e6 * (1 + (noise.Spread * ((2 * random.NextDouble()) - 1)));
                var until = Math.Min(end, at + Math.Max(1, (long)length));
                if (life.Count > 0 && life[^1].Step.Call != SystemCallKind.Running && step.Call != SystemCallKind.Running)
                {
                    // Nobody gets from one wait into the next without a little work, by which the sampler notices.
                    var working = Math.Min(until, at + WorkBetweenWaits);
                    life.Add(new Segment(at, working, Do.Compute(0)));
                    at = working;
                }

                if (until > at)
                {
                    life.Add(new Segment(at, until, step));
                }

                at = until;
            }
        }

        threads.Add(new MadeThread(new ThreadId(id), name, life));
        return this;
    }

    /// <summary>An observation at a second of the window.</summary>
    public RecordingBuilder Event(double second, Func<Timestamp, Observation> make)
    {
        events.Add(make(new Timestamp(At(second))));
        return this;
    }

    /// <summary>A stack for the observations that have one.</summary>
    public StackId Stack(params IEnumerable<string> frames) => stacks.Intern(frames);

    /// <summary>An asynchronous network operation.</summary>
    public RecordingBuilder InFlight(double from, double to, string host = "api.example", string protocol = "https", bool failed = false)
    {
        network.Add((from, to));
        var key = new Guid(network.Count, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        Event(from, at => new NetworkStarted(at, key, protocol, host, 443));
        return to > seconds ? this : Event(to, at => new NetworkEnded(at, key, protocol == "https" ? "http" : protocol, failed));
    }

    /// <summary>A request that the program serves.</summary>
    public RecordingBuilder Request(double from, double to, bool failed = false)
    {
        var key = new Guid(++requests, 2, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        Event(from, at => new RequestStarted(at, key));
        return to > seconds ? this : Event(to, at => new RequestEnded(at, key, failed));
    }

    /// <summary>One request after the other, each for a share of its turn.</summary>
    public RecordingBuilder Requests(double every, double share, double from = 0)
    {
        for (var at = from; at < seconds; at += every)
        {
            Request(at, at + (share * every));
        }

        return this;
    }

    /// <summary>The pool's queue as the counters tell it once a second.</summary>
    public RecordingBuilder PoolQueue(long length)
    {
        for (var second = 1; second <= Math.Ceiling(seconds); second++)
        {
            Event(Math.Min(second, seconds), at => new PoolQueueSampled(at, length));
        }

        return this;
    }

    public RecordingBuilder Volume(long callsPerSecond, long bytesPerSecond, double throttledPerSecond = 0)
    {
        perSecond = (callsPerSecond, bytesPerSecond, throttledPerSecond);
        return this;
    }

    public RecordingBuilder WithoutStacks()
    {
        takeStacks = false;
        return Collector("stacks", "unavailable");
    }

    public RecordingBuilder WithoutSweeps()
    {
        takeSweeps = false;
        return Collector("procfs", "unavailable");
    }

    /// <summary>The kernel tells run-queue time only when the thread gets a processor, as it does.</summary>
    public RecordingBuilder QueueToldLate()
    {
        queueToldLate = true;
        return this;
    }

    /// <summary>The kernel does not show what blocked threads are in, as to a tool that may not trace them.</summary>
    public RecordingBuilder CallsHidden()
    {
        callsHidden = true;
        return this;
    }

    /// <summary>The kernel hides the calls, but tells in which of its functions a thread waits.</summary>
    public RecordingBuilder FunctionsTold()
    {
        functionsTold = true;
        return CallsHidden();
    }

    /// <summary>The same as where calls are hidden, and there are no stacks either.</summary>
    public RecordingBuilder WithoutCalls() => CallsHidden().WithoutStacks();

    /// <summary>The probe tells how long each thread was in calls, every tenth of a second.</summary>
    public RecordingBuilder CallsTimed()
    {
        callsTimed = true;
        return Event(0, at => new ProbeActive(at));
    }

    public RecordingBuilder Collector(string name, string status)
    {
        collectors = [.. collectors.Where(c => c.Name != name), new CollectorStatus(name, status, null, null)];
        return this;
    }

    public MadeRecording Build()
    {
        var random = new Random(seed);
        var observations = new List<Observation>(events);
        foreach (var thread in threads)
        {
            AddRuntimeEvents(thread, observations);
        }

        var truth = new Dictionary<ThreadId, Duration>();
        if (takeSweeps)
        {
            AddSweeps(random, observations, truth);
        }

        if (callsTimed)
        {
            observations.AddRange(threads.SelectMany(AddCalls));
        }

        if (takeStacks)
        {
            AddStacks(observations);
        }

        var ordered = observations.OrderBy(o => o.At).ToList();
        var facts = new RecordingFacts(
            new TargetInfo(Pid, "app", "10.0.0", "linux-x64", null, "app"), DateTimeOffset.UnixEpoch,
            new Timestamp(At(0)), new Timestamp(At(seconds)), processors, [.. collectors], [], ToolCpuSeconds: 0.1);
        return new MadeRecording(facts, ordered, stacks, truth);
    }

    private static long At(double second) => Origin + (long)(second * 1e9);

    private IEnumerable<Observation> AddCalls(MadeThread thread)
    {
        for (var from = At(0); from < At(seconds); from += UsageInterval)
        {
            var to = Math.Min(At(seconds), from + UsageInterval);
            var times = new StateTimes();
            foreach (var segment in thread.Life.Where(s => s.Start < to && s.End > from && s.Step.Call is not SystemCallKind.Running))
            {
                var state = segment.Step.Call switch
                {
                    SystemCallKind.Sync => ThreadState.FileSync,
                    SystemCallKind.Read => ThreadState.FileRead,
                    SystemCallKind.Receive => ThreadState.Network,
                    _ => (ThreadState?)null,
                };
                if (state is { } timed)
                {
                    times[timed] += (Math.Min(to, segment.End) - Math.Max(from, segment.Start)) / 1e9;
                }
            }

            if (times.Total > 0)
            {
                yield return new CallsTimed(new Timestamp(to), thread.Id, new Timestamp(from), new Timestamp(to), times);
            }
        }
    }

    private void AddRuntimeEvents(MadeThread thread, List<Observation> observations)
    {
        foreach (var segment in thread.Life.Where(s => s.Start >= At(0) && s.Start < At(seconds)))
        {
            if (segment.Step.AtStart is { } start)
            {
                observations.Add(start(new Timestamp(segment.Start), thread.Id));
            }

            if (segment.Step.AtEnd is { } end && segment.End < At(seconds))
            {
                observations.Add(end(new Timestamp(segment.End), thread.Id));
            }
        }
    }

    private void AddSweeps(Random random, List<Observation> observations, Dictionary<ThreadId, Duration> truth)
    {
        var cursors = threads.ToDictionary(t => t, t => new TotalsCursor(t, queueToldLate));
        var named = new HashSet<ThreadId>();
        var firstSeen = new Dictionary<ThreadId, long>();
        var nextUsage = At(0);
        for (var slot = 0; slot * SweepInterval <= seconds * 1e9; slot++)
        {
            var now = At(0) + (slot * SweepInterval) + (long)(noise.Jitter * SweepInterval * random.NextDouble());
            if (slot > 0 && random.NextDouble() < noise.Lost)
            {
                continue;
            }

            var changed = ImmutableArray.CreateBuilder<ThreadSnapshot>();
            foreach (var thread in threads)
            {
                var totals = cursors[thread].At(now);
                if (thread.Look(now, totals, r => Identify(r, now, observations), random.NextDouble() < noise.Misread) is not { } snapshot)
                {
                    continue;
                }

                if (!snapshot.Exited && named.Add(thread.Id))
                {
                    observations.Add(new ThreadNamed(new Timestamp(now), thread.Id, thread.Name));
                }

                if (callsHidden && snapshot.Call != SystemCallKind.Running)
                {
                    var call = functionsTold ? ByFunction(snapshot.Call, thread.At(now)?.Resource?.Kind) : SystemCallKind.Hidden;
                    snapshot = snapshot with { Call = call, Timed = false, Resource = ResourceId.None, StackPointer = 0, CallHidden = true };
                }

                // What a thread used before the window does not count; one that came later counts from its beginning.
                firstSeen.TryAdd(thread.Id, slot == 0 ? totals.OnCpu : 0);
                changed.Add(snapshot);
                truth[thread.Id] = new Duration(snapshot.OnCpu.Nanoseconds - firstSeen[thread.Id]);
            }

            observations.Add(new ThreadSweep(new Timestamp(now), changed.ToImmutable()));
            if (now >= nextUsage)
            {
                nextUsage += UsageInterval;
                var elapsed = (now - At(0)) / 1e9;
                observations.Add(new ProcessUsage(
                    new Timestamp(now), (long)(perSecond.ReadBytes * elapsed), 0, (long)(perSecond.ReadCalls * elapsed), 0, 0, 0,
                    Duration.FromSeconds(perSecond.Throttled * elapsed)));
            }
        }
    }

    private ResourceId Identify(MadeResource? resource, long now, List<Observation> observations)
    {
        if (resource is null)
        {
            return ResourceId.None;
        }

        if (!resources.TryGetValue(resource, out var id))
        {
            id = new ResourceId(resources.Count + 1);
            resources.Add(resource, id);
            observations.Add(new ResourceSeen(new Timestamp(now), id, resource.Kind, resource.Name));
        }

        return id;
    }

    /// <summary>Bursts as the collector takes them; a recording without sweeps has stacks all the time.</summary>
    private void AddStacks(List<Observation> observations)
    {
        for (var start = takeSweeps ? FirstBurst.Start : 0; start < seconds; start += takeSweeps ? 0.5 : seconds)
        {
            var end = Math.Min(seconds, takeSweeps ? start + FirstBurst.Length : seconds);
            for (var at = start; at < end; at += WalkMilliseconds / 1000)
            {
                foreach (var thread in threads.Exists(t => t.At(At(at)) is { StopsAll: true }) ? [] : threads)
                {
                    if (thread.At(At(at)) is { Stack.Count: > 0 } step)
                    {
                        var managed = step is { Call: SystemCallKind.Running, Native: false };
                        observations.Add(new StackSample(new Timestamp(At(at)), thread.Id, stacks.Intern(step.Stack), managed));
                    }
                }
            }

            observations.Add(new StackSamplingEnded(new Timestamp(At(end))));
        }
    }

    /// <summary>As the functions in which the kernel waits tell it: those for names are those for data, and some tell of a disk alone.</summary>
    private static SystemCallKind ByFunction(SystemCallKind call, ResourceKind? resource) => call switch
    {
        SystemCallKind.Read or SystemCallKind.Write when resource == ResourceKind.Pipe => SystemCallKind.Pipe,
        SystemCallKind.Write => SystemCallKind.Disk,
        SystemCallKind.Metadata => SystemCallKind.Sync,
        _ => call,
    };
}
