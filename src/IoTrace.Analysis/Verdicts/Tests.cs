using System.Collections.Immutable;

using IoTrace.Analysis.Results;
using IoTrace.Analysis.Verdicts.Rules;

namespace IoTrace.Analysis.Verdicts;

/// <summary>The tests that decide the bound, each with its outcome. The evidence prints the same ones.</summary>
/// <param name="Scales">What is weighed.</param>
/// <param name="CanTell">Whether enough was seen to answer at all.</param>
/// <param name="Starves">Whether too few processors are to be had, and that matters more than any other wait.</param>
internal readonly record struct Tests(Scales Scales, bool CanTell, bool Starves)
{
    /// <summary>Whether locks, timers and idling have more of the time than all else.</summary>
    public bool IsNeither => CanTell && !Starves && Scales.Neither > Scales.Active;

    /// <summary>Whether inputs and outputs are weighed against processing.</summary>
    public bool IsActive => CanTell && !Starves && !IsNeither;

    /// <summary>Whether both of these matter to a like degree.</summary>
    public bool IsMixed => IsActive && Math.Abs(Scales.Balance - Judge.Even) < Judge.MixedWithin;

    public static Tests Of(in Features features, ImmutableArray<(Cause Cause, double Share)> ranked)
    {
        double Sum(Bound bound) => ranked.Where(c => c.Cause.BoundOf() == bound).Sum(c => c.Share);
        var kept = ranked.First(c => c.Cause == Cause.CpuContention).Share;
        var scales = new Scales(Sum(Bound.Io), Sum(Bound.Cpu) - kept, kept, Sum(Bound.Neither));
        var starves = CpuContentionRule.Starves(features) && scales.Cpu > Math.Max(scales.Io, scales.Neither);
        var idles = !starves && scales.Neither > scales.Active && Judge.Leading(ranked, Bound.Neither) == Cause.Idle;
        return new Tests(scales, !Judge.SeesTooLittle(features) && (features.Window.TellsIdling || !idles), starves);
    }
}
