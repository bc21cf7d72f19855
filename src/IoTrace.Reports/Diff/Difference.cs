using IoTrace.Analysis.Results;

namespace IoTrace.Reports.Diff;

/// <summary>What differs between recordings made before and after a change.</summary>
/// <param name="Before">The diagnoses before.</param>
/// <param name="After">The diagnoses after.</param>
/// <param name="Sentence">The answer in a sentence or two.</param>
/// <param name="Warnings">What makes the two sides hard to compare: another program, machine or way of recording.</param>
/// <param name="Time">Run time or request time, where all recordings have it: the one figure that can be better or worse.</param>
/// <param name="WallClock">Shares of the wall clock by state, largest change first.</param>
/// <param name="Files">Time by file.</param>
/// <param name="Endpoints">Time by network peer.</param>
/// <param name="CallSites">Time by call site and state.</param>
public sealed record Difference(
    IReadOnlyList<Diagnosis> Before,
    IReadOnlyList<Diagnosis> After,
    string Sentence,
    IReadOnlyList<string> Warnings,
    Change? Time,
    IReadOnlyList<Change> WallClock,
    IReadOnlyList<Change> Files,
    IReadOnlyList<Change> Endpoints,
    IReadOnlyList<Change> CallSites)
{
    /// <summary>Whether nothing can be called different.</summary>
    public bool IsEmpty => !All.Any(change => change.Finding is Finding.Less or Finding.More) && SameVerdict;

    /// <summary>Whether both sides have the same bound and causes.</summary>
    public bool SameVerdict =>
        Verdicts.Of(Before) is var before && Verdicts.Of(After) is var after && before.Bound == after.Bound && before.Causes.SequenceEqual(after.Causes);

    private IEnumerable<Change> All => [.. Time is null ? [] : new[] { Time }, .. WallClock, .. Files, .. Endpoints, .. CallSites];
}
