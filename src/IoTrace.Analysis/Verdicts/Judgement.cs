using System.Collections.Immutable;

using IoTrace.Analysis.Observations;
using IoTrace.Analysis.Results;
using IoTrace.Analysis.Tallies;
using IoTrace.Analysis.Timeline;

namespace IoTrace.Analysis.Verdicts;

/// <summary>The verdict on a span of time: the ruling, how sure it is, and what came close.</summary>
internal sealed class Judgement
{
    private readonly ImmutableArray<(Cause Cause, double Share)> ranked;
    private readonly double agreement;
    private readonly int slices;

    public Judgement(IReadOnlyList<TimeSlice> slices, WindowFeatures window)
    {
        this.slices = slices.Count;
        Wall = Mean(slices);
        Features = Features.Of(Wall, window);
        ranked = Judge.Rank(Features);
        Ruling = Judge.Rule(Features);
        Replicates = Resampling.Draw(slices);
        // Laplace's rule of succession: that all replicates agreed does not make it certain.
        agreement = Replicates.Count == 0
            ? 0
            : (Doubt.Draw(Replicates, Wall, Doubted(slices)).Count(r => Judge.Rule(Features.Of(r, window)).Same(Ruling)) + 1.0) / (Replicates.Count + 2);
    }

    /// <summary>The wall clock as measured; shares that sum to 1.</summary>
    public StateTimes Wall { get; }

    public Features Features { get; }

    public Ruling Ruling { get; }

    /// <summary>The shares of the wall clock as they could have come out as well.</summary>
    public IReadOnlyList<StateTimes> Replicates { get; }

    /// <summary>Every cause with its share, largest first; 0 to 1.</summary>
    public ImmutableArray<CauseShare> Shares => [.. ranked.Select(r => new CauseShare(r.Cause, Math.Min(1, r.Share)))];

    /// <summary>The wall clock over a span: the mean of its slices, weighed by their length.</summary>
    public static StateTimes Mean(IEnumerable<TimeSlice> slices)
    {
        var sum = new StateTimes();
        foreach (var slice in slices)
        {
            sum.Add(slice.WallClock.Scaled(slice.Seconds));
        }

        return sum.Normalised();
    }

    /// <summary>The parts of the wall clock that are not known for certain; the mean of the slices'.</summary>
    private static Doubts Doubted(IReadOnlyList<TimeSlice> slices)
    {
        var (sum, seconds) = (new Doubts(), slices.Sum(s => s.Seconds));
        foreach (var slice in slices)
        {
            sum.Add(slice.Parts.Doubts, slice.Seconds / seconds);
        }

        return sum;
    }

    /// <summary>The verdict in full.</summary>
    public Verdict Verdict(RecordingFacts facts, EventLoss lost, bool truncated, Subject subject)
    {
        var (ruling, shares) = (Ruling, Shares.ToDictionary(s => s.Cause, s => s.Share));
        var confidence = ruling.Bound == Bound.Unknown ? 0 : Confidence.Of(
            agreement, slices, Features, facts, lost, truncated);
        var second = ranked.FirstOrDefault(r => !ruling.Causes.Contains(r.Cause) && r.Share > 0);
        var runnerUp = second.Share > 0 && ruling.Bound != Bound.Unknown ? new RunnerUp(second.Cause.BoundOf(), second.Cause, Math.Min(1, second.Share)) : null;
        return new Verdict(ruling.Bound, ruling.Causes, confidence, runnerUp, Summary.Of(ruling, shares, subject with { NetworkIsInferred = Features.Window.NetworkIsInferred }, MissingEvidence.Of(Features, slices, facts)));
    }
}
