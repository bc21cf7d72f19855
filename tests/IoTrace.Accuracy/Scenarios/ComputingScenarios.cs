namespace IoTrace.Accuracy.Scenarios;

/// <summary>Programs that compute, or would if they were let.</summary>
internal static class ComputingScenarios
{
    private const string User = "cpu/cpu-user", Kernel = "cpu/cpu-kernel-io", Contention = "cpu/cpu-contention";

    /// <summary>Of an operation; some 3 ms.</summary>
    private const string Steps = "100000";

    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("loop", User, "cpu-loop", "--steps", Steps) { Work = 900 },
        new("loop, 2 threads", User, "cpu-threads", "2", "--steps", Steps) { Work = 1600, Processors = 2 },
        new("loop in tasks, async", User, "cpu-loop", "--async", "--steps", Steps) { Work = 900 },
        new("hash", User, "cpu-sha") { Work = 4000 },
        new("lock held over computing", User, "lock-cpu") { WorkArguments = ["lock-cpu", "--steps", Steps], Work = 800, TwinOf = "lock held over sleep" },
        new("loop with more threads than processors", User, "runnable", "--steps", Steps) { Work = 900, Processors = 2, TwinOf = "loop beside busy processes" },
        new("loop beside busy processes", Contention, "crowded", "--steps", Steps) { TwinOf = "loop" },
        new("loop under a quota", Contention, "cpu-loop", "--steps", Steps) { Medium = Medium.PartOfAProcessor, Work = 250, TwinOf = "loop" },

        new("page-cache copy", Kernel, "page-cache-copy") { Work = 80 },
        new("page-cache copy, 8 KiB blocks", Kernel, "page-cache-copy", "--buffer", "8192") { Work = 60 },
        new("page-cache copy, async", Kernel, "page-cache-copy", "--async") { Work = 70 },
        new("small cached reads", Kernel, "small-cached-reads") { Work = 2_200_000 },

        new("garbage collections", "cpu/gc", "gc-churn") { Work = 4_400_000 },
        new("garbage collections, smaller heap", "cpu/gc", "gc-churn", "--nodes", "400000") { Work = 6_000_000 },
        // A collection has one thread, and holds up both.
        new("garbage collections, 2 threads", "cpu/gc", "gc-churn", "--nodes", "400000", "--threads", "2") { Work = 7_000_000 },
        new("allocations that do not survive", User, "alloc-loop") { Work = 700, TwinOf = "garbage collections" },

        new("compilations", "cpu/jit", "jit") { Work = 900 },
        new("compilations, small methods", "cpu/jit", "jit", "--size", "50") { Work = 2500 },
        new("compilations, 2 threads", "cpu/jit", "jit", "--threads", "2") { Work = 1700, Processors = 2 },
    ];
}
