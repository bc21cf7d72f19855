using IoTrace.Analysis.Results;
using static IoTrace.Reports.Tests.Made.Diagnoses;

namespace IoTrace.Reports.Tests.Made;

/// <summary>Four threads that queue for one lock.</summary>
internal static class Neither
{
    public static Diagnosis Diagnosis() => new()
    {
        Target = Target("locked"),
        Window = new WindowInfo(Start, 5, Truncated: false),
        Verdict = new Verdict(
            Bound.Neither, [Cause.LockContention], 0.86, new RunnerUp(Bound.Neither, Cause.Sleep, 0.2401),
            "74 % of the active time threads wait for the lock taken in Ledger.Post."),
        CauseShares = [new(Cause.LockContention, 0.74), new(Cause.Idle, 0.19), new(Cause.CpuUser, 0.07)],
        WallClock = Times((ThreadState.Lock, 0.742), (ThreadState.Sleep, 0.2401), (ThreadState.CpuUser, 0.0179)),
        ThreadTime = Times((ThreadState.Lock, 14.84), (ThreadState.Sleep, 4.8), (ThreadState.CpuUser, 0.36)),
        Bounds = new WhatIfBounds(new WhatIf(0, 0, 0.001), new WhatIf(0.009, 0.004, 0.013)),
        CallSites = [Site(ThreadState.Lock, 14.84, "Ledger.Post(Entry)", "Program.<>c.<Main>b__0_0()"), Site(ThreadState.Sleep, 4.8, "Ledger.Post(Entry)")],
        Stacks = [Site(ThreadState.Lock, 14.84, "Program.<>c.<Main>b__0_0()", "Ledger.Post(Entry)", "System.Threading.Monitor.Enter(Object)")],
        Locks = new LockUsage(14.84, 1871, [new LockWait("Ledger.Post(Entry)", 1870, 14.83, ["Ledger.Post(Entry)"]), new LockWait("0x7f21c8", 1, 0.01, [])]),
        Gc = new GcUsage(0, 0, 0, 0, 0, null, null),
        Evidence = [new Evidence("lock-share", 0.742, "fraction", 0.5, Bound.Neither, "eventpipe", "74 % of the wall clock waits for a contended lock.")],
        Quality = Good with { Overhead = new Overhead(null, null) },
    };
}
