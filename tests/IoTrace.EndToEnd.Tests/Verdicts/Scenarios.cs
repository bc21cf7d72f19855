namespace IoTrace.EndToEnd.Tests.Verdicts;

/// <summary>The verdict matrix: at least one real program for each bound and cause that the product names.</summary>
public static class Scenarios
{
    /// <summary>Programs that leave the processors alone.</summary>
    public static IReadOnlyList<Scenario> Waiting { get; } =
    [
        new("io", ["file-read"], "cold-read") { Medium = Medium.SlowReads },
        new("io", ["file-read"], "cold-read", "--async") { Medium = Medium.SlowReads },
        new("io", ["file-read"], "cold-read", "--threads", "4") { Medium = Medium.SlowReads, Way = Way.Attach },
        new("io", ["file-sync"], "fsync") { Medium = Medium.SlowWrites },
        new("io", ["file-sync"], "write-through", "--async") { Medium = Medium.SlowWrites, Way = Way.Attach },
        new("io", ["file-sync"], "main-waits") { Medium = Medium.SlowWrites },
        new("io", ["file-sync"], "lock-io") { Medium = Medium.SlowWrites },
        new("io", ["file-metadata"], "metadata") { Medium = Medium.SlowWrites },
        new("io", ["file-write"], "big-write", "--fill-mb", "16", "--size-mb", "64") { Medium = Medium.SlowBulkWrites },
        new("io", ["file-write"], "file-copy", "--size-mb", "16") { Medium = Medium.SlowBulkWrites, Way = Way.Attach },
        new("io", ["network"], "http-fan-out", "--concurrency", "8") { Medium = Medium.SlowPeer },
        new("io", ["network"], "http-sync") { Medium = Medium.SlowPeer, Way = Way.Attach },
        new("io", ["network"], "http-stream") { Medium = Medium.SlowPeer },
        new("io", ["network"], "http-stream") { Medium = Medium.SlowPeer, Way = Way.Attach },
        new("io", ["pipe"], "pipe-read"),
        new("io", ["pipe"], "process-wait"),
        new("neither", ["sleep", "idle"], "delay"),
        new("neither", ["sleep"], "thread-sleep") { Way = Way.Attach },
        new("neither", ["idle", "sleep"], "idle"),
        new("neither", ["idle", "sleep"], "idle") { Way = Way.Attach },
        new("neither", ["idle"], "named-pipe", "--alone") { Way = Way.Attach },
        new("neither", ["lock-contention"], "lock-sleep"),
        new("neither", ["lock-contention"], "lock-sleep") { Way = Way.Attach },
        new("neither", ["lock-contention"], "pool-lock-queue"),
        new("neither", ["thread-pool-starvation"], "pool-starvation"),
        new("neither", ["thread-pool-starvation"], "pool-starvation") { Way = Way.Attach },
    ];

    /// <summary>Programs that compute, each to be looked at alone.</summary>
    public static IReadOnlyList<Scenario> Computing { get; } =
    [
        new("cpu", ["cpu-user"], "cpu-loop"),
        new("cpu", ["cpu-user"], "cpu-loop") { Way = Way.Attach },
        new("cpu", ["cpu-user"], "cpu-sha"),
        new("cpu", ["cpu-user"], "brief-threads"),
        new("cpu", ["cpu-user"], "brief-threads") { Way = Way.Attach },
        new("cpu", ["gc"], "gc-churn"),
        new("cpu", ["jit"], "jit"),
        new("cpu", ["cpu-kernel-io"], "page-cache-copy"),
        new("cpu", ["cpu-kernel-io"], "small-cached-reads") { Way = Way.Attach },
        new("cpu", ["cpu-contention"], "cpu-loop") { Medium = Medium.PartOfAProcessor },
        new("cpu", ["cpu-contention"], "crowded"),
        new("cpu", ["cpu-user"], "runnable"),
        new("io", ["file-sync"], "background-cpu") { Medium = Medium.SlowWrites },
        new("cpu", ["cpu-user"], "background-io") { Medium = Medium.SlowWrites },
        // Which of the two leads is a matter of chance.
        new("mixed", ["cpu-user+file-sync", "file-sync+cpu-user"], "mix", "--cpu", "10ms", "--io", "10ms") { Medium = Medium.SlowWrites },
    ];

    public static IEnumerable<Scenario> All => Waiting.Concat(Computing);

    public static Scenario Named(string name) => All.Single(s => s.Name == name);

    /// <summary>The names of those that wait on a medium, as test data.</summary>
    public static TheoryData<string> WaitingOn(Medium medium) => Names(Waiting.Where(s => s.Medium == medium));

    /// <summary>The names of those that compute on a medium, as test data.</summary>
    public static TheoryData<string> ComputingOn(Medium medium) => Names(Computing.Where(s => s.Medium == medium));

    private static TheoryData<string> Names(IEnumerable<Scenario> scenarios) => new(scenarios.Select(s => s.Name));
}
