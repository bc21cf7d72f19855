using IoTrace.Analysis.Results;
using static IoTrace.Reports.Tests.Made.Diagnoses;

namespace IoTrace.Reports.Tests.Made;

/// <summary>A job that loads, computes and stores.</summary>
internal static class Phased
{
    private static readonly StateTimes Loading = Times((ThreadState.FileRead, 0.91), (ThreadState.CpuUser, 0.09));
    private static readonly StateTimes Computing = Times((ThreadState.CpuUser, 1));
    private static readonly StateTimes Storing = Times((ThreadState.FileSync, 0.5), (ThreadState.CpuUser, 0.5));

    public static Diagnosis Diagnosis() => new()
    {
        Target = Target("nightly"),
        Window = new WindowInfo(Start, 10, Truncated: false),
        Verdict = new Verdict(
            Bound.Cpu, [Cause.CpuUser], 0.83, new RunnerUp(Bound.Io, Cause.FileRead, 0.273),
            "58 % of the time computes, most of it in Nightly.Prices.Recalculate(). It has 3 phases: file-read for 3 s, then cpu-user for 4.1 s, then mixed (file-sync and cpu-user) for 2.9 s."),
        CauseShares = [new(Cause.CpuUser, 0.58), new(Cause.FileRead, 0.29), new(Cause.FileSync, 0.13)],
        WallClock = Times((ThreadState.CpuUser, 0.582), (ThreadState.FileRead, 0.273), (ThreadState.FileSync, 0.145)),
        ThreadTime = Times((ThreadState.CpuUser, 5.82), (ThreadState.FileRead, 2.73), (ThreadState.FileSync, 1.45)),
        Bounds = new WhatIfBounds(new WhatIf(0.418, 0.37, 0.46), new WhatIf(0.291, 0.25, 0.33)),
        Timeline = Timeline(10, 100, i => i < 30 ? Loading : i < 71 ? Computing : Storing),
        Phases =
        [
            new Phase(0.004, 3, 0.3, new Verdict(
                Bound.Io, [Cause.FileRead], 0.97, new RunnerUp(Bound.Cpu, Cause.CpuUser, 0.09),
                "91 % of the time goes to reads on /srv/nightly/catalog/2026/01/02/prices-before-recalculation.bin, called from Nightly.Catalog.Load(String)."), Loading),
            new Phase(3.004, 4.1, 0.41, new Verdict(
                Bound.Cpu, [Cause.CpuUser], 0.99, null, "100 % of the time computes, most of it in Nightly.Prices.Recalculate()."), Computing),
            new Phase(7.104, 2.9, 0.29, new Verdict(
                Bound.Mixed, [Cause.FileSync, Cause.CpuUser], 0.62, null,
                "Two causes: 50 % of the time goes to getting data onto the disk (fsync) on /srv/nightly/out.db, 50 % computes, most of it in Nightly.Prices.Pack()."), Storing),
        ],
        Quality = Good,
    };
}
