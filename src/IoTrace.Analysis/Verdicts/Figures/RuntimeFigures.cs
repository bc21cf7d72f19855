using IoTrace.Analysis.Results;

namespace IoTrace.Analysis.Verdicts.Figures;

/// <summary>What the runtime tells of its collector, its locks and its thread pool.</summary>
internal static class RuntimeFigures
{
    /// <summary>Full collections are cheap as long as they are few; from this share of all on, what lives long is the matter. Chosen: one in ten.</summary>
    private const double ManyFull = 0.1;

    public static IEnumerable<(string Name, string? Value)> Of(GcUsage? gc, double seconds) => gc is null ? [] :
    [
        ("collections", Amount.Ratio(gc.Count, seconds) is { } rate ? Amount.Number(rate) : null),
        ("pauses", Amount.Ratio(gc.PauseSeconds, seconds) is { } share ? Amount.Share(Math.Min(1, share)) : null),
        ("pauseMax", Amount.Time(gc.PauseMax)),
        ("allocated", Amount.Ratio(gc.AllocatedBytes ?? 0, seconds) is { } bytes ? Amount.Bytes(bytes) : null),
        ("full", gc.Gen2 >= ManyFull * gc.Count && gc.Gen2 > 1 ? $"{Say.Count(gc.Gen2)} of {Say.Count(gc.Count)}" : null),
    ];

    public static IEnumerable<(string Name, string? Value)> Of(LockUsage? locks) => locks?.Locks.FirstOrDefault() is not { } most ? [] :
    [
        ("waits", most.Count > 0 ? most.Count == 1 ? "once" : $"{Say.Count(most.Count)} times" : null),
        ("waited", Amount.Time(most.Seconds)),
        ("mean", most.Count > 1 ? Amount.Time(most.Seconds / most.Count) : null),
        ("heldOver", HeldOver(most)),
    ];

    public static IEnumerable<(string Name, string? Value)> Of(ThreadPoolUsage? pool) => pool is null ? [] :
    [
        ("workers", pool.WorkersMax > 0 ? Say.Count(pool.WorkersMax) : null),
        ("added", Times(pool.StarvationAdjustments)),
        ("cooperative", Times(pool.CooperativeBlockingAdjustments)),
        ("queue", pool.QueueLengthMax > 0 ? Say.Count(pool.QueueLengthMax.Value) : null),
    ];

    private static string? Times(int number) => number switch { 0 => null, 1 => "once", _ => $"{Say.Count(number)} times" };

    /// <summary>What the holder is in for most of the time that it is waited for; null where that is not told, or is another wait.</summary>
    private static string? HeldOver(LockWait wait)
    {
        var most = StateTimes.States.MaxBy(state => wait.HeldOver[state]);
        return wait.HeldOver[most] <= 0 ? null : most switch
        {
            ThreadState.CpuUser or ThreadState.CpuKernel => "computes",
            ThreadState.FileRead => "reads a file",
            ThreadState.FileWrite => "writes a file",
            ThreadState.FileSync => "waits for an fsync",
            ThreadState.FileMetadata => "opens, inspects or changes file entries",
            ThreadState.Network => "waits for the network",
            ThreadState.Pipe => "waits for a pipe or a child process",
            ThreadState.Sleep => "sleeps",
            ThreadState.Gc or ThreadState.Jit or ThreadState.Runnable or ThreadState.Lock or ThreadState.PoolQueue or ThreadState.Idle or ThreadState.Unknown => null,
        };
    }
}
