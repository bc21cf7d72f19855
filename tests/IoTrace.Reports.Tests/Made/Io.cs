using IoTrace.Analysis.Results;
using static IoTrace.Reports.Tests.Made.Diagnoses;

namespace IoTrace.Reports.Tests.Made;

/// <summary>A service that calls fsync for each order; measured exactly, by the probe.</summary>
internal static class Io
{
    public static Diagnosis Diagnosis() => new()
    {
        Target = Target("orders"),
        Window = new WindowInfo(Start, 10.02, Truncated: false),
        Verdict = new Verdict(
            Bound.Io, [Cause.FileSync], 0.98, new RunnerUp(Bound.Cpu, Cause.CpuUser, 0.0618),
            "91 % of the active time waits for fsync on orders.log, called from OrderStore.Append."),
        CauseShares = [new(Cause.FileSync, 0.905), new(Cause.CpuUser, 0.0618), new(Cause.CpuKernelIo, 0.0192), new(Cause.FileWrite, 0.0127), new(Cause.CpuContention, 0.001), new(Cause.Gc, 0.0003)],
        WallClock = Times(
            (ThreadState.FileSync, 0.905), (ThreadState.CpuUser, 0.0618), (ThreadState.FileWrite, 0.0127),
            (ThreadState.CpuKernel, 0.0192), (ThreadState.Gc, 0.0003), (ThreadState.Runnable, 0.001)),
        ThreadTime = Times(
            (ThreadState.FileSync, 9.07), (ThreadState.CpuUser, 0.62), (ThreadState.FileWrite, 0.127),
            (ThreadState.CpuKernel, 0.193), (ThreadState.Gc, 0.003), (ThreadState.Runnable, 0.01)),
        Bounds = new WhatIfBounds(new WhatIf(0.917, 0.884, 0.931), new WhatIf(0.04, 0.021, 0.058)),
        Files = [OrdersLog(), Settings()],
        CallSites =
        [
            Site(ThreadState.FileSync, 9.0, "Shop.OrderStore.Append(Order)", "Shop.OrderService.Accept(Order, CancellationToken)", "Shop.Program.Main(String[])"),
            Site(ThreadState.CpuUser, 0.41, "Shop.OrderStore.Serialize(Order)", "Shop.OrderStore.Append(Order)", "Shop.OrderService.Accept(Order, CancellationToken)", "Shop.OrderService.<RunAsync>d__12.MoveNext()", "Shop.Worker.ExecuteAsync(CancellationToken)", "Shop.Program.Main(String[])"),
            Site(ThreadState.FileWrite, 0.127, "Shop.OrderStore.Append(Order)"),
        ],
        Stacks =
        [
            Site(ThreadState.FileSync, 9.0, "Shop.Program.Main(String[])", "Shop.OrderStore.Append(Order)", "System.IO.RandomAccess.FlushToDisk(SafeFileHandle)"),
            Site(ThreadState.FileSync, 0.07, "Shop.Program.Main(String[])", "Shop.OrderStore.Close()", "System.IO.RandomAccess.FlushToDisk(SafeFileHandle)"),
            Site(ThreadState.CpuUser, 0.41, "Shop.Program.Main(String[])", "Shop.OrderStore.Append(Order)", "Shop.OrderStore.Serialize(Order)"),
        ],
        ThreadPool = new ThreadPoolUsage(3, 0, 0, 2, 30214),
        Gc = new GcUsage(0.0031, 3, 2, 1, 0, 0.0014, 1.2e9),
        Locks = new LockUsage(0, 0, []),
        Threads =
        [
            new ThreadUsage(4711, "orders", "main", Times((ThreadState.FileSync, 9.07), (ThreadState.CpuUser, 0.6))),
            new ThreadUsage(4720, ".NET TP Worker", "poolWorker", Times((ThreadState.CpuUser, 0.02))),
        ],
        Timeline = Timeline(10.02, 40, i => i is > 24 and < 30
            ? Times((ThreadState.CpuUser, 0.8), (ThreadState.FileSync, 0.2))
            : Times((ThreadState.FileSync, 0.94), (ThreadState.CpuUser, 0.06))),
        Evidence =
        [
            new Evidence("io-wait-share", 0.917, "fraction", 0.5, Bound.Io, "procfs", "91.7 % of the active wall clock waits for input or output; from 50 % on that decides."),
            new Evidence("sync-count", 30210, "count", null, Bound.Io, "probe", "30,210 fsync calls, one for each 4 KiB written."),
            new Evidence("cpu-share", 0.081, "fraction", 0.5, null, "procfs", "8.1 % of the wall clock is spent on a processor."),
        ],
        Advice =
        [
            new Advice("batch-syncs", "Make several orders durable with one fsync on orders.log",
                """
                `FileStream.Flush(true)` waits for the disk each time. **Collect** what arrives within a few milliseconds and flush once:

                - hand the orders to a `Channel<Order>` with one writer task;
                - acknowledge them after the common flush.

                It worked when *file sync* falls below a tenth of the wall clock. It cannot help
                where every order has to be durable before the next is read.
                """),
            new Advice("wal", "Let a database do it", "SQLite in WAL mode with `synchronous=NORMAL` [syncs at checkpoints only](https://sqlite.org/wal.html)."),
        ],
        Quality = Good,
    };

    private static FileUsage OrdersLog() => new(
        "/srv/shop/data/2026/01/02/orders.log", Exact: true, 9.1, null, null, 0.9912,
        Times((ThreadState.FileSync, 9.0), (ThreadState.FileWrite, 0.1)),
        [
            new OperationUsage("sync", 30210, 0, null, 9.0, 2.9e-4, 3.6e-4, 9.1e-4, 0.013),
            new OperationUsage("write", 30210, 0, 123740160, 0.1, 3.1e-6, 4e-6, 8e-6, 1e-3),
            new OperationUsage("open", 1, 0, null, 3.2e-5, null, null, null, 3.2e-5),
        ],
        [Site(ThreadState.FileSync, 9.0, "Shop.OrderStore.Append(Order)", "Shop.Program.Main(String[])")])
    {
        Activities = [new ActivityUsage("POST /orders", 1204, 6.93), new ActivityUsage("import-batch", 12, 1.2)],
    };

    private static FileUsage Settings() => new(
        "/srv/shop/appsettings.json", Exact: true, 0.081, null, null, 0.0088,
        Times((ThreadState.FileRead, 0.081)),
        [new OperationUsage("read", 12, 1, 8192, 0.081, 0.006, 0.011, 0.011, 0.011)],
        []);
}
