using System.Collections.Immutable;

using IoTrace.Analysis.Results;
using IoTrace.Analysis.Verdicts.Rules;

namespace IoTrace.Analysis.Verdicts;

/// <summary>Weighs the causes against each other.</summary>
internal static class Judge
{
    /// <summary>Where neither side has more.</summary>
    public const double Even = 0.5;

    /// <summary>
    /// Input and output against processing: within this distance from even the answer is that they matter to a like degree. Chosen so that an
    /// even mixture is one and 30 to 70 is none: in the accuracy suite at be046ce all 30 runs of the dials at 50 % are
    /// mixed, and none of the 60 at 30 and 70 %.
    /// </summary>
    public const double MixedWithin = 0.12;

    /// <summary>The share of what goes to either from which on one of them decides alone.</summary>
    public const double Alone = Even + MixedWithin;

    /// <summary>...and from which on it matters beside the other.</summary>
    public const double Beside = Even - MixedWithin;

    /// <summary>
    /// With more than this share of the wall clock unexplained, any answer would be a guess. Chosen: up to it what is known outweighs what is
    /// not by half as much again, and the confidence falls by the unknown share besides.
    /// </summary>
    public const double TooMuchUnknown = 0.4;

    /// <summary>
    /// With looks and clocks at odds over a thread for more than this share of the window, one of them is wrong, and nobody can tell
    /// which. A thread that happens to run in step with the looks, or whose run-queue time is told late, strays by less: real programs by up to
    /// 0.21 (<c>Confidence.UsualDisagreement</c>). Chosen: here the confidence has fallen to 0.4 by this alone.
    /// </summary>
    public const double TooMuchDisagreement = 0.7;

    /// <summary>
    /// A shorter window, in seconds, shows how the runtime starts, whatever the program is. Chosen: it has two whole slices at most.
    /// </summary>
    public const double TooBrief = 0.25;

    /// <summary>The shares sum to 1, or to 0 where nothing was seen at all: half tells one from the other, however they were rounded.</summary>
    private const double AnythingSeen = 0.5;

    private static readonly ImmutableArray<CauseRule> Rules = BuildRules();

    /// <summary>Every cause with its share, largest first.</summary>
    public static ImmutableArray<(Cause Cause, double Share)> Rank(Features features) =>
        [.. Rules.Select(r => (r.Cause, Share: r.Share(features))).OrderByDescending(c => c.Share)];

    /// <summary>The answer for one set of shares.</summary>
    public static Ruling Rule(in Features features)
    {
        var ranked = Rank(features);
        var tests = Tests.Of(features, ranked);
        var (bound, causes) = Rule(tests, ranked);
        return new Ruling(bound, causes) { Tests = tests };
    }

    private static (Bound Bound, ImmutableArray<Cause> Causes) Rule(in Tests tests, ImmutableArray<(Cause Cause, double Share)> ranked)
    {
        if (!tests.CanTell)
        {
            return (Bound.Unknown, []);
        }

        if (tests.Starves)
        {
            return (Bound.Cpu, [Cause.CpuContention]);
        }

        if (tests.IsNeither)
        {
            return (Bound.Neither, [Leading(ranked, Bound.Neither)]);
        }

        if (tests.IsMixed)
        {
            var both = new[] { Leading(ranked, Bound.Io), Leading(ranked, Bound.Cpu) };
            return (Bound.Mixed, [.. tests.Scales.Io >= tests.Scales.Work ? both : both.Reverse()]);
        }

        var bound = tests.Scales.Balance > Even ? Bound.Io : Bound.Cpu;
        return (bound, [Leading(ranked, bound)]);
    }

    /// <summary>Whether any answer would be a guess.</summary>
    public static bool SeesTooLittle(in Features features) => features.Wall.Total < AnythingSeen
        || features.Window.Seconds < TooBrief
        || features.Wall[ThreadState.Unknown] > TooMuchUnknown
        || features.Window.Disagreement > TooMuchDisagreement;

    /// <summary>The cause with the largest share of a bound. The wait for a processor leads only where <see cref="Tests.Starves"/> says so.</summary>
    public static Cause Leading(ImmutableArray<(Cause Cause, double Share)> ranked, Bound bound) =>
        ranked.First(c => c.Cause.BoundOf() == bound && c.Cause != Cause.CpuContention).Cause;

    private static ImmutableArray<CauseRule> BuildRules()
    {
        return
        [
            new WaitRule(Cause.FileRead, ThreadState.FileRead),
            new WaitRule(Cause.FileWrite, ThreadState.FileWrite),
            new WaitRule(Cause.FileSync, ThreadState.FileSync),
            new WaitRule(Cause.FileMetadata, ThreadState.FileMetadata),
            new WaitRule(Cause.Network, ThreadState.Network),
            new WaitRule(Cause.Pipe, ThreadState.Pipe),
            new CpuUserRule(),
            new KernelIoRule(),
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
    /// <summary>The tests that led to it.</summary>
    public Tests Tests { get; init; }

    public bool Same(in Ruling other) => Bound == other.Bound && Causes.ToHashSet().SetEquals(other.Causes);
}
