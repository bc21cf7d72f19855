using IoTrace.Analysis.Tests.Made;

namespace IoTrace.Analysis.Tests.Whole;

/// <summary>Made-up programs that between them have everything that can be observed.</summary>
internal static class Programs
{
    private const string WorkerStart = "System.Threading.PortableThreadPool+WorkerThread.WorkerThreadStart()";
    private const string Dispatch = "System.Threading.ThreadPoolWorkQueue.Dispatch()";
    private const string Peer = "10.0.0.7:5432";

    private const int Randoms = 6;

    public static IReadOnlyDictionary<string, Func<RecordingBuilder>> All { get; } =
        Named().Concat(Enumerable.Range(1, Randoms).Select(seed => ($"random {seed}", Random(seed)))).ToDictionary(p => p.Item1, p => p.Item2);

    private static (string Name, Func<RecordingBuilder> Make)[] Named() =>
    [
        ("reader", () => new RecordingBuilder(101, Noise.Levels[1]).Lasting(2).Volume(3000, 40_000_000)
            .Main(Do.Read(8), Do.Compute(3, 0.4), Do.Read(3, MadeResource.File("/srv/index.bin")), Do.Write(2), Do.CopyCached(2))),
        ("writer with the probe", WriterWithTheProbe),
        ("durable appends", () => new RecordingBuilder(103, Noise.Levels[2]).Lasting(2)
            .Main(Do.Wait(500)).Thread(101, "writer", Do.Sync(6), Do.Write(1), Do.Compute(1)).Thread(102, "writer", Do.Sync(4, MadeResource.File("/srv/wal")), Do.Compute(2))),
        ("locks", () => new RecordingBuilder(104).Lasting(2).Main(Do.Wait(1000)).Thread(101, "holder", Do.Sync(7), Do.Compute(3))
            .Thread(102, "waiter", Do.LockHeldBy(101, 9), Do.Compute(1)).Thread(103, "waiter", Do.LockHeldBy(101, 8), Do.Compute(2))
            .Thread(104, "other", Do.Lock(5, 0xdef), Do.Compute(5)).Thread(105, "nameless", Do.Lock(3, 0x99) with { Stack = [] }, Do.Compute(12))),
        ("contended pool", () => new RecordingBuilder(105, Noise.Levels[1]).Lasting(2).PoolQueue(40).Main(Do.Wait(1000))
            .Thread(101, ".NET TP Worker", Do.WorkerLock(30), Do.Compute(2)).Thread(102, ".NET TP Worker", Do.WorkerLock(25), Do.Compute(4))),
        ("starved pool", StarvedPool),
        ("client of many", ClientOfMany),
        ("server", () => new RecordingBuilder(108, Noise.Levels[1]).Lasting(3).Requests(0.1, 0.7).Request(0.5, 2.9, failed: true).Request(2.5, 9)
            .InFlight(0.2, 1.1, "db.example").Main(Do.Wait(1000)).Thread(101, ".NET TP Worker", Do.Compute(4), Do.Sync(3), Do.WorkerIdle(20))
            .Thread(102, ".NET Timer", Do.Sleep(50) with { Stack = [] }).Thread(103, ".NET Sockets", Do.Serve(9, SystemCallKind.EpollWait), Do.Compute(0.2))),
        ("idle server", () => new RecordingBuilder(109).Lasting(2).Request(0.2, 0.3).Main(Do.Wait(1000))
            .Event(0.4, at => new SurroundingsSeen(at, 0, 1, 2)).Thread(101, ".NET TP Worker", Do.WorkerIdle(400), Do.Compute(1))),
        ("collections", Collections),
        ("phases", () => new RecordingBuilder(111, Noise.Levels[1]).Lasting(6).Volume(500, 9_000_000).Main(Do.Wait(5000))
            .Thread(101, "load", 0, 2, Do.Read(7), Do.Compute(1)).Thread(102, "compute", 2, 4.2, Do.Compute(9), Do.Wait(1)).Thread(103, "store", 4.2, null, Do.Sync(6), Do.Compute(2))),
        ("quota", () => new RecordingBuilder(112).Lasting(2).On(2).Volume(10, 100, 0.5).Main(Do.Compute(20), Do.Queue(22)).Thread(101, "beside", Do.Compute(5), Do.Wait(30))),
        ("crowd", () => Enumerable.Range(0, 6).Aggregate(
            new RecordingBuilder(113).Lasting(2).On(2).Main(Do.Wait(1000)), (b, i) => b.Thread(200 + i, "crowd", Do.Compute(3, 0.2), Do.Queue(7)))),
        ("neighbours", () => new RecordingBuilder(114).Lasting(2).QueueToldLate().Main(Do.Compute(10), Do.Queue(25), Do.Read(4))),
        ("stacks alone", () => new RecordingBuilder(115).Lasting(3).WithoutSweeps().InFlight(0.5, 1.5)
            .Main(Do.Compute(6), Do.Read(5), Do.Wait(3)).Thread(101, ".NET TP Worker", Do.WorkerBlocked(30), Do.Compute(10)).PoolQueue(3)),
        ("hidden calls", () => new RecordingBuilder(116).Lasting(2).WithoutCalls().CallsTimed().Main(Do.Sync(5), Do.Receive(3), Do.Compute(2), Do.Wait(4))),
        ("pipes and children", () => new RecordingBuilder(117).Lasting(3).Main(Do.ReadPipe(30), Do.Compute(4))
            .Event(0.3, at => new SurroundingsSeen(at, 2, 0, 0)).Event(1.2, at => new SurroundingsSeen(at, 1, 0, 1))
            .Event(1.9, at => new SurroundingsSeen(at, 0, 0, 1)).Thread(101, "console", Do.Metadata(9), Do.Compute(1), Do.Sleep(12))),
        ("waits for a child", () => new RecordingBuilder(118).Lasting(2).Main(Do.Wait(700)).Event(0.1, at => new SurroundingsSeen(at, 1, 0, 0)).Event(1.1, at => new SurroundingsSeen(at, 1, 0, 0))),
        ("no answer", NoAnswer),
        ("cut short", () => new RecordingBuilder(120, Noise.Levels[3]).Lasting(2).Collector("eventpipe", "degraded").InFlight(0.1, 1.9).InFlight(0.3, 5)
            .Main(Do.Compute(5), Do.Sleep(20)).Event(1, at => new EventsDropped(at, 17)).Event(1.5, at => new StreamTruncated(at, "runtime.nettrace"))),
        ("at odds", () => new RecordingBuilder(121).Lasting(2).Main(Do.Sync(10) with { OnTheClocks = true })),
        ("glances", () => new RecordingBuilder(122).Lasting(1).WithoutStacks().Main(Do.Wait(1000)).InFlight(0, 9)
            .Thread(101, ".NET TP Worker", [Do.Compute(0.5), .. Do.WorkerGlances(8), Do.WorkerIdle(12)])),
        ("come and go", () => Enumerable.Range(0, 12).Aggregate(
            new RecordingBuilder(123).Lasting(2).Main(Do.Wait(300), Do.Compute(10)), (b, i) => b.Thread(300 + i, "brief", i * 0.15, (i * 0.15) + 0.4, Do.Compute(4), Do.Sync(2)))
            .Event(0.5, at => new ProcessUsage(at, 10, 20, 1, 2, 3, 4, Duration.Zero, Duration.FromSeconds(1))).Event(1.5, at => new ProcessUsage(at, 1000, 2000, 11, 22, 300, 400, Duration.Zero, Duration.FromSeconds(3)))),
    ];

    private static Timestamp Before(Timestamp at, double seconds) => new(at.Nanoseconds - (long)(seconds * 1e9));

    private static RecordingBuilder WriterWithTheProbe()
    {
        var builder = new RecordingBuilder(102, Noise.Levels[1]).Lasting(2).CallsTimed().Collector("probe", "ok").Volume(900, 8_000_000)
            .Main(Do.Write(5), Do.Compute(2), Do.Sync(3)).Thread(101, "reader", Do.Read(6), Do.Compute(4)).Thread(102, "tcp", Do.Receive(9), Do.Compute(1));
        var append = builder.Stack(Do.Sync(1).Stack);
        var lookup = builder.Stack(Do.Read(1).Stack);
        var histogram = LatencyHistogram.Parse("230:40,250:9,300:1", 6_000_000);
        var peak = LatencyHistogram.Parse("320:3,340:2", 40_000_000);
        OperationTimed Slow(Timestamp at, string name, IoOperation operation, double ms, StackId stack, string activity, string id) =>
            new(at, new ThreadId(RecordingBuilder.Pid), ResourceKind.File, name, operation, Duration.FromMilliseconds(ms), stack) { Activity = activity.Length > 0 ? new TracedActivity(activity, id) : null };
        OperationsCounted Counted(Timestamp at, ResourceKind kind, string name, IoOperation operation, long count, long bytes, double seconds, LatencyHistogram latency, long sequence, long errors = 0) =>
            new(at, kind, name, operation, count, bytes, errors, Duration.FromSeconds(seconds), latency, sequence, AtEnd: false);
        for (var i = 0; i < 18; i++)
        {
            var number = i;
            builder.Event(0.1 * (i + 1), at => Slow(at, "/srv/orders.log", number % 3 == 0 ? IoOperation.Write : IoOperation.Sync, 4 + number, append, number % 2 == 0 ? "import" : "export", $"{number / 4}"));
            builder.Event((0.1 * i) + 0.05, at => Slow(at, "/srv/catalog.bin", IoOperation.Read, 6, number % 5 == 0 ? StackId.None : lookup, number % 4 == 0 ? "" : "search", $"{number}"));
        }

        foreach (var second in (int[])[1, 2])
        {
            builder.Event(second - 0.1, at => Counted(at, ResourceKind.File, "/srv/orders.log", IoOperation.Write, 50, 400_000, 0.4, histogram, second))
                .Event(second - 0.1, at => Counted(at, ResourceKind.File, "/srv/orders.log", IoOperation.Sync, 50, 0, 0.3, histogram, second))
                .Event(second - 0.1, at => Counted(at, ResourceKind.File, "/srv/orders.log", IoOperation.Open, 1, 0, 0.001, LatencyHistogram.Empty, second, 1))
                .Event(second - 0.1, at => Counted(at, ResourceKind.File, "/srv/catalog.bin", IoOperation.Read, 90, 9_000_000, 0.55, histogram, second))
                .Event(second - 0.1, at => Counted(at, ResourceKind.Pipe, "pipe:[5]", IoOperation.Read, 4, 100, 0.02, peak, second))
                .Event(second - 0.1, at => Counted(at, ResourceKind.Socket, Peer, IoOperation.Response, 5, 700, 0.85, peak, second))
                .Event(second - 0.1, at => Counted(at, ResourceKind.Socket, Peer, IoOperation.Send, 5, 300, 0.001, histogram, second))
                .Event(second - 0.1, at => Counted(at, ResourceKind.Socket, Peer, IoOperation.Connect, 1, 0, 0.04, LatencyHistogram.Empty, second, 1))
                .Event(second - 0.05, at => new NetworkAwaited(at, Peer, Before(at, 0.4)));
        }

        return builder;
    }

    private static RecordingBuilder StarvedPool()
    {
        var builder = new RecordingBuilder(106, Noise.Levels[1]).Lasting(3).PoolQueue(25).Main(Do.Wait(1000));
        var handler = builder.Stack(WorkerStart, Dispatch, "App.Handler.Handle()", "System.Threading.Tasks.Task.Run(Action)");
        for (var i = 0; i < 4; i++)
        {
            builder.Thread(101 + i, ".NET TP Worker", Do.WorkerBlocked(90 + i), Do.Compute(3));
        }

        for (var i = 0; i < 20; i++)
        {
            var item = i;
            builder.Event(0.05 + (0.1 * i), at => new WorkQueued(at, new ThreadId(101), item, handler))
                .Event(0.09 + (0.1 * i), at => new WorkTaken(at, new ThreadId(102), item));
        }

        return builder.Event(1, at => new PoolAdjusted(at, PoolAdjustmentReason.Starvation, 5)).Event(2, at => new PoolAdjusted(at, PoolAdjustmentReason.CooperativeBlocking, 6))
            .Event(1, at => new PoolWorkersChanged(at, 5)).Event(2, at => new PoolWorkersChanged(at, 3)).Event(2.5, at => new PoolItemsCompleted(at, 31));
    }

    private static RecordingBuilder NoAnswer()
    {
        var connection = new MadeConnection(Peer);
        return new RecordingBuilder(119).Lasting(3).Main(Do.Wait(1000)).Event(0.1, at => new SurroundingsSeen(at, 0, 0, 1))
            .Event(1, at => MadeConnection.Look(at, connection.Asked(at, 0.8))).Event(1, at => new SurroundingsSeen(at, 0, 0, 1))
            .Event(1.5, at => MadeConnection.Look(at, connection.Answered(at, 0.1, segments: 1)))
            .Event(2, at => MadeConnection.Look(at, connection.Asked(at, 0.7))).Event(2.6, at => new SurroundingsSeen(at, 0, 0, 1));
    }

    private static RecordingBuilder ClientOfMany()
    {
        var builder = new RecordingBuilder(107, Noise.Levels[1]).Lasting(3).Main(Do.Wait(1000))
            .Thread(101, ".NET TP Worker", Do.Compute(2), Do.WorkerIdle(30)).Thread(102, "raw", Do.Receive(20), Do.Compute(1)).Thread(103, "raw", Do.Receive(9, "127.0.0.1:9000"), Do.Compute(2))
            .Event(0.2, at => new SurroundingsSeen(at, 0, 0, 3)).Event(1.4, at => new SurroundingsSeen(at, 0, 0, 3));
        for (var i = 0; i < 9; i++)
        {
            builder.InFlight(0.3 * i, (0.3 * i) + 0.1 + (0.05 * i), i % 2 == 0 ? "api.example" : "cdn.example", failed: i == 4);
        }

        return builder.InFlight(0.1, 0.15, "api.example", "dns").InFlight(0.2, 0.26, "api.example", "tls").InFlight(0.15, 0.2, "api.example", "tcp").InFlight(2.8, 8, "slow.example", "http");
    }

    private static RecordingBuilder Collections()
    {
        var builder = new RecordingBuilder(110).Lasting(3).Main(Do.Compute(6), Do.Collect(4), Do.Compile(3))
            .Thread(101, ".NET Server GC", Do.Compute(2), Do.Serve(8)).Thread(102, ".NET Tiered Com", Do.Compile(4), Do.Serve(6)).Thread(103, ".NET EventPipe", Do.Compute(1), Do.Serve(9));
        for (var i = 0; i < 30; i++)
        {
            var number = i;
            builder.Event(0.05 + (0.09 * i), at => new GcCollected(at, number % 7 == 0 ? 2 : number % 3 == 0 ? 1 : 0, new ThreadId(RecordingBuilder.Pid)))
                .Event(0.05 + (0.09 * i), at => new GcAllocated(at, 100_000 + (number * 1000)));
        }

        return builder;
    }

    /// <summary>Threads that do this and that, with noise.</summary>
    private static Func<RecordingBuilder> Random(int seed) => () =>
    {
        var random = new Random(seed);
        var builder = new RecordingBuilder(seed, Noise.Levels[seed % 4]).Lasting(2).On(random.Next(1, 5)).Volume(random.Next(5000), random.Next(50_000_000), random.Next(4) == 0 ? 0.2 : 0);
        Step Any() => random.Next(14) switch
        {
            0 or 1 => Do.Compute(random.Next(1, 20), random.NextDouble() / 2),
            2 => Do.Read(random.Next(1, 30)),
            3 => Do.Write(random.Next(1, 20)),
            4 => Do.Sync(random.Next(1, 30)),
            5 => Do.Metadata(random.Next(1, 10)),
            6 => Do.Receive(random.Next(5, 60)),
            7 => Do.ReadPipe(random.Next(5, 60)),
            8 => Do.Lock(random.Next(2, 30), (ulong)random.Next(1, 3)),
            9 => Do.Sleep(random.Next(10, 80)),
            10 => Do.Wait(random.Next(10, 80)),
            11 => Do.Queue(random.Next(1, 10)),
            12 => Do.CopyCached(random.Next(1, 8)),
            _ => Do.Compile(random.Next(1, 8)),
        };
        builder.Main([.. Enumerable.Range(0, 4).Select(_ => Any())]);
        for (var i = 0; i < 3; i++)
        {
            builder.Thread(101 + i, i == 0 ? ".NET TP Worker" : "thread", [.. Enumerable.Range(0, 5).Select(_ => Any()), Do.Compute(1)]);
        }

        return random.Next(2) == 0 ? builder.InFlight(random.NextDouble(), 2 * random.NextDouble() + 1) : builder;
    };
}
