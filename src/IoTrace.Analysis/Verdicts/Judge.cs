using System.Collections.Immutable;

using IoTrace.Analysis.Results;
using IoTrace.Analysis.Verdicts.Rules;

namespace IoTrace.Analysis.Verdicts;

/// <summary>Weighs the causes against each other.</summary>
internal static class Judge
{
    /// <summary>
    /// Input and output against processing: within this distance from even the answer is that they matter to a like degree.
    /// </summary>
    private const double MixedWithin = 0.12;

    /// <summary>With more than this share of the wall clock unexplained, any answer would be a guess.</summary>
    public const double TooMuchUnknown = 0.4;

    /// <summary>
    /// With looks and clocks at odds over a thread for more than this share of the window, one of them is wrong, and nobody can tell
    /// which. A thread that happens to run in step with the looks, or whose run-queue time is told late, strays by less.
    /// </summary>
    public const double TooMuchDisagreement = 0.7;

    /// <summary>A shorter window, in seconds, shows how the runtime starts, whatever the program is.</summary>
    public const double TooBrief = 0.25;

    private static readonly ImmutableArray<CauseRule> Rules = BuildRules();

    /// <summary>Every cause with its share, largest first.</summary>
    public static ImmutableArray<(Cause Cause, double Share)> Rank(Features features) =>
        [.. Rules.Select(r => (r.Cause, Share: r.Share(features))).OrderByDescending(c => c.Share)];

    /// <summary>The answer for one set of shares.</summary>
    public static Ruling Rule(in Features features)
    {
        var ranked = Rank(features);
        if (features.Wall.Total < 0.5
            || features.Window.Seconds < TooBrief
            || features.Wall[ThreadState.Unknown] > TooMuchUnknown
            || features.Window.Disagreement > TooMuchDisagreement)
        {
            return new Ruling(Bound.Unknown, []);
        }

        var io = Sum(ranked, Bound.Io);
        var cpu = Sum(ranked, Bound.Cpu);
        var neither = Sum(ranked, Bound.Neither);
        // Starved of processors: the processing is slow because of it, not the other way round.
        var runnable = features.Wall[ThreadState.Runnable];
        if (CpuContentionRule.Starves(features) && cpu + runnable > Math.Max(io, neither - runnable))
        {
            return new Ruling(Bound.Neither, [Cause.CpuContention]);
        }

        if (neither > io + cpu)
        {
            var cause = Leading(ranked, Bound.Neither);
            return cause == Cause.Idle && !features.Window.TellsIdling ? new Ruling(Bound.Unknown, []) : new Ruling(Bound.Neither, [cause]);
        }

        var balance = io / (io + cpu);
        if (Math.Abs(balance - 0.5) < MixedWithin)
        {
            var both = new[] { Leading(ranked, Bound.Io), Leading(ranked, Bound.Cpu) };
            return new Ruling(Bound.Mixed, [.. io >= cpu ? both : both.Reverse()]);
        }

        return balance > 0.5
            ? new Ruling(Bound.Io, [Leading(ranked, Bound.Io)])
            : new Ruling(Bound.Cpu, [Leading(ranked, Bound.Cpu)]);
    }

    private static double Sum(ImmutableArray<(Cause Cause, double Share)> ranked, Bound bound) =>
        ranked.Where(c => c.Cause.BoundOf() == bound).Sum(c => c.Share);

    private static Cause Leading(ImmutableArray<(Cause Cause, double Share)> ranked, Bound bound) =>
        ranked.First(c => c.Cause.BoundOf() == bound).Cause;

    private static ImmutableArray<CauseRule> BuildRules()
    {
        var kernelIo = new KernelIoRule();
        return
        [
            new WaitRule(Cause.FileRead, ThreadState.FileRead),
            new WaitRule(Cause.FileWrite, ThreadState.FileWrite),
            new WaitRule(Cause.FileSync, ThreadState.FileSync),
            new WaitRule(Cause.FileMetadata, ThreadState.FileMetadata),
            new WaitRule(Cause.Network, ThreadState.Network),
            new WaitRule(Cause.Pipe, ThreadState.Pipe),
            new CpuUserRule(kernelIo),
            kernelIo,
            new GcRule(),
            new StateRule(Cause.Jit, ThreadState.Jit),
            new StateRule(Cause.LockContention, ThreadState.Lock),
            new StateRule(Cause.ThreadPoolStarvation, ThreadState.PoolQueue),
            new CpuContentionRule(),
            new StateRule(Cause.Sleep, ThreadState.Sleep),
            new StateRule(Cause.Idle, ThreadState.Idle),
        ];
    }
}

/// <summary>An answer without its confidence.</summary>
internal readonly record struct Ruling(Bound Bound, ImmutableArray<Cause> Causes)
{
    public bool Same(in Ruling other) => Bound == other.Bound && Causes.ToHashSet().SetEquals(other.Causes);
}
