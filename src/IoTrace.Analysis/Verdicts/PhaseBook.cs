using System.Collections.Immutable;

using IoTrace.Analysis.Attribution;
using IoTrace.Analysis.Observations;
using IoTrace.Analysis.Results;
using IoTrace.Analysis.Tallies;
using IoTrace.Analysis.Verdicts.Rules;

namespace IoTrace.Analysis.Verdicts;

/// <summary>Divides the window into phases and judges each by its own figures.</summary>
/// <remarks>
/// A phase is a span between two changes of the wall clock in which one verdict holds: neighbours with the same verdict, and
/// neighbours that hardly differ, are one. So a program that only slows down in what it does has no phases.
/// </remarks>
internal sealed class PhaseBook(IRecordingSource source, StackSurvey survey, Reading totals, int startUp)
{
    private readonly ImmutableArray<TimeSlice> start = [.. totals.Budget.Slices.Take(startUp)];
    private readonly ImmutableArray<TimeSlice> rest = [.. totals.Budget.Slices.Skip(startUp)];

    /// <summary>The phases after the start-up, with the start-up as the first one; without a start-up the phases alone.</summary>
    /// <param name="verdict">What holds after the start-up where that is one phase.</param>
    public ImmutableArray<Phase> WithStartUp(ImmutableArray<Phase> phases, Timestamp windowStart, WindowFeatures window, Verdict verdict, Subject subject)
    {
        if (start.IsEmpty)
        {
            return phases;
        }

        var seen = totals.Budget.Slices.Sum(s => s.Seconds);
        var first = Phase(new Segment(start, null), new Judgement(start, window), subject, windowStart, seen);
        ImmutableArray<Phase> others = phases.IsEmpty
            ? [new Phase((rest[0].Start - windowStart).Seconds, rest.Sum(s => s.Seconds), rest.Sum(s => s.Seconds) / seen, verdict, Judgement.Mean(rest))]
            : phases;
        return [first, .. others];
    }

    /// <summary>The phases; empty when there is only one.</summary>
    /// <param name="start">The window's start.</param>
    /// <param name="subject">What can be named in the whole window.</param>
    public ImmutableArray<Phase> Phases(Timestamp start, Subject subject)
    {
        var slices = rest;
        var segments = ChangePoints.Segments(slices).Select(r => new Segment([.. slices.Take(r)], null)).ToList();
        while (JoinClosest(segments))
        {
        }

        while (segments.Count > 1)
        {
            var judged = Judged(segments);
            var exact = segments.Zip(judged, (s, j) => s with { Ruling = j.Judgement.Ruling }).ToList();
            if (!JoinClosest(exact))
            {
                var seen = totals.Budget.Slices.Sum(s => s.Seconds);
                return [.. segments.Select((s, i) => Phase(s, judged[i].Judgement, judged[i].Subject(subject), start, seen))];
            }

            while (JoinClosest(exact))
            {
            }

            segments = exact;
        }

        return [];
    }

    /// <summary>Joins the two neighbours that are most alike, if any have the same verdict or hardly differ; whether there were any.</summary>
    private static bool JoinClosest(List<Segment> segments)
    {
        var best = Enumerable.Range(0, Math.Max(0, segments.Count - 1))
            .Select(i => (Index: i, A: segments[i], B: segments[i + 1]))
            .Select(p => (p.Index, Same: p.A.Ruling is { } ruling && p.B.Ruling is { } next && ruling.Same(next), Distance: ChangePoints.Distance(p.A.Wall, p.B.Wall)))
            .Where(p => p.Same || p.Distance < ChangePoints.SmallestChange)
            .OrderBy(p => p.Distance)
            .Select(p => (int?)p.Index)
            .FirstOrDefault();
        if (best is not { } index)
        {
            return false;
        }

        var (first, second) = (segments[index], segments[index + 1]);
        // Judged anew before it is told; until then it counts as its longer part.
        segments[index] = new Segment([.. first.Slices, .. second.Slices], (first.Slices.Length >= second.Slices.Length ? first : second).Ruling);
        segments.RemoveAt(index + 1);
        return true;
    }

    private List<(Judgement Judgement, Func<Subject, Subject> Subject)> Judged(List<Segment> segments)
    {
        var (tallies, resources) = new PhaseReading(source.Facts, survey, [.. segments.Select(s => s.Slices[0].Start)]).Run(source);
        return [.. segments.Zip(tallies).Select(p => Judged(p.First.Slices, p.Second, resources))];
    }

    private (Judgement Judgement, Func<Subject, Subject> Subject) Judged(
        ImmutableArray<TimeSlice> slices, PhaseTally tally, IReadOnlyDictionary<ResourceId, (ResourceKind Kind, string Name)> resources)
    {
        var sites = CallSites.Of(tally.Budget, survey, tally.StacksOf, source.Frames);
        var window = WindowFeatures.Of(tally.Budget, sites, survey, source.Facts, tally.Io.Finish());
        var judgement = new Judgement(slices, window);
        var files = FileTimes.Files(tally.Budget, resources, sites);
        return (judgement, whole => whole.Within(files, sites.Folded(Analyzer.MostCallSites), sites.OfBlockedWorkers(Analyzer.MostCallSites), CpuContentionRule.HeldBackByQuota(window)));
    }

    private Phase Phase(Segment segment, Judgement judgement, Subject subject, Timestamp start, double seen)
    {
        var seconds = segment.Slices.Sum(s => s.Seconds);
        var verdict = judgement.Verdict(source.Facts, totals.Lost, truncated: false, subject);
        return new Phase((segment.Slices[0].Start - start).Seconds, seconds, seconds / seen, verdict, judgement.Wall);
    }

    /// <summary>A part of the window and the ruling on it; null before it was judged.</summary>
    private sealed record Segment(ImmutableArray<TimeSlice> Slices, Ruling? Ruling)
    {
        public StateTimes Wall { get; } = Judgement.Mean(Slices);
    }
}
