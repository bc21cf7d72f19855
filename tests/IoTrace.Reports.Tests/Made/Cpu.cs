using IoTrace.Analysis.Results;
using static IoTrace.Reports.Tests.Made.Diagnoses;

namespace IoTrace.Reports.Tests.Made;

/// <summary>A hashing loop that was attached to; no files, no network, no probe.</summary>
internal static class Cpu
{
    public static Diagnosis Diagnosis() => new()
    {
        Target = new TargetInfo(90210, "hasher", "8.0.22", "linux-arm64", null, null),
        Window = new WindowInfo(Start, 185.4, Truncated: false),
        Verdict = new Verdict(Bound.Cpu, [Cause.CpuUser], 1, null, "99.6 % of the active time runs Hasher.Round in user code."),
        CauseShares = [new(Cause.CpuUser, 0.996), new(Cause.CpuContention, 0.003), new(Cause.Gc, 0.001)],
        WallClock = Times((ThreadState.CpuUser, 0.9962), (ThreadState.Jit, 0.0034), (ThreadState.Idle, 0.0004)),
        ThreadTime = Times((ThreadState.CpuUser, 184.7), (ThreadState.Jit, 0.63), (ThreadState.Idle, 0.07)),
        Bounds = new WhatIfBounds(null, new WhatIf(0.498, 0.497, 0.499)),
        CallSites = [Site(ThreadState.CpuUser, 184.1, "Hasher.Round(ReadOnlySpan<Byte>, Span<UInt32>)", "Program.<Main>$(String[])")],
        Stacks = [Site(ThreadState.CpuUser, 184.1, "Program.<Main>$(String[])", "Hasher.Round(ReadOnlySpan<Byte>, Span<UInt32>)")],
        Gc = new GcUsage(0, 0, 0, 0, 0, null, 24_000),
        ThreadPool = new ThreadPoolUsage(1, 0, 0, null, null),
        Timeline = Timeline(185.4, 200, _ => Times((ThreadState.CpuUser, 1))),
        Evidence = [new Evidence("cpu-share", 0.9996, "fraction", 0.5, Bound.Cpu, "procfs", "99.9 % of the active wall clock is spent on a processor.")],
        Advice = [new Advice("profile-cpu", "Look at Hasher.Round first", "All of the time is in one method. Try `System.Security.Cryptography.SHA256`, which uses the processor's own instructions.")],
        Quality = Good with
        {
            Collectors =
            [
                new("eventpipe", "ok", null, null), new("stacks", "ok", null, null), new("procfs", "ok", null, null),
                new("probe", "off", null, "Add --probe to name files exactly."),
            ],
            Overhead = new Overhead(1.31, null),
        },
    };
}
