using System.Collections.Immutable;

using IoTrace.Analysis.Results;

namespace IoTrace.Analysis.Verdicts;

/// <summary>What somebody does not want to be said of a program: a bound or a cause, with the share or the confidence from which on.</summary>
/// <param name="Bound">The bound, if it is one.</param>
/// <param name="Cause">The cause, if it is one.</param>
/// <param name="LeastShare">With a share: more than that of the wall clock, whether or not it is the verdict.</param>
/// <param name="LeastConfidence">With a confidence: only where the verdict has at least that.</param>
public sealed record Criterion(Bound? Bound, Cause? Cause, double? LeastShare, double? LeastConfidence)
{
    /// <summary>
    /// Whether it is said. Without a share the verdict decides; a mixed one says of both of its causes, and of the bounds of both, that
    /// they limit the program, so it is each of these besides being mixed. No bound is thus narrower than the causes it has.
    /// </summary>
    public bool Matches(Diagnosis diagnosis) => diagnosis.Verdict.Confidence >= (LeastConfidence ?? 0) && (LeastShare is { } least
        // Shares of a window that nobody can judge are no finding.
        ? diagnosis.Verdict.Bound != Results.Bound.Unknown && Share(diagnosis) > least
        : diagnosis.Verdict.Bound == Bound || diagnosis.Verdict.Causes.Any(Covers));

    /// <summary>
    /// What the verdict's rules count for it: its share of the wall clock, the work that belongs to it included; 0 to 1. Null for what has
    /// none: mixed and unknown.
    /// </summary>
    public double? Share(Diagnosis diagnosis) =>
        Bound is Results.Bound.Mixed or Results.Bound.Unknown ? null : diagnosis.CauseShares.Where(s => Covers(s.Cause)).Sum(s => s.Share);

    /// <summary>The evidence that is about it, the closest first; for a mixed verdict that of both sides. None speaks for unknown.</summary>
    public ImmutableArray<Evidence> Evidence(Diagnosis diagnosis)
    {
        ImmutableArray<Evidence> Of(IEnumerable<string> ids) =>
            [.. ids.Select(id => diagnosis.Evidence.FirstOrDefault(e => e.Id == id)).OfType<Evidence>()];
        return (Bound, Cause) switch
        {
            (_, { } cause) => [.. Of([.. Causes.Of(cause).Evidence, OfBound(cause.BoundOf())]).Take(1)],
            (Results.Bound.Mixed, _) => Of([OfBound(Results.Bound.Io), OfBound(Results.Bound.Cpu)]),
            ({ } bound and not Results.Bound.Unknown, _) => Of([OfBound(bound)]),
            _ => [],
        };
    }

    private bool Covers(Cause cause) => cause == Cause || cause.BoundOf() == Bound;

    private static string OfBound(Bound bound) => bound switch
    {
        Results.Bound.Io => "io-wait-share",
        Results.Bound.Cpu => "cpu-share",
        _ => "neither-share",
    };
}
