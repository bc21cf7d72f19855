using IoTrace.Analysis.Results;
using IoTrace.Reports.Formatting;

namespace IoTrace.Reports.Diff;

/// <summary>The answer: what happened to the time, to the verdict, and which part of the clock changed most.</summary>
internal static class DiffSentence
{
    public static string Of(IReadOnlyList<Diagnosis> before, IReadOnlyList<Diagnosis> after, Change? time, IReadOnlyList<Change> wallClock)
    {
        var changed = wallClock.Where(change => change.Finding is Finding.Less or Finding.More).ToList();
        string?[] parts = [Time(time), Verdict(Verdicts.Of(before), Verdicts.Of(after)), States(changed)];
        var said = string.Join(' ', parts.Where(part => part is not null));
        return said.Length > 0 ? said : Nothing(Verdicts.Of(after), wallClock);
    }

    private static string? Time(Change? time) => time switch
    {
        { Finding: Finding.Less } => $"The {time.Name} fell by {Quantity.Percent(-time.Relative ?? 0)}, from {Quantity.Duration(time.Before ?? 0)} to {Quantity.Duration(time.After ?? 0)}.",
        { Finding: Finding.More } => $"The {time.Name} rose by {Quantity.Percent(time.Relative ?? 0)}, from {Quantity.Duration(time.Before ?? 0)} to {Quantity.Duration(time.After ?? 0)}.",
        _ => null,
    };

    private static string? Verdict(Verdict before, Verdict after) =>
        before.Bound == after.Bound && before.Causes.SequenceEqual(after.Causes) ? null : $"The verdict changed from {Name(before)} to {Name(after)}.";

    private static string? States(List<Change> changed) => changed.Count == 0
        ? null
        : string.Join(" ", changed.Take(2).Select(change =>
            $"{char.ToUpperInvariant(change.Name[0])}{change.Name[1..]} {(change.Finding == Finding.Less ? "fell" : "rose")} from {Quantity.Percent(change.Before ?? 0)} to {Quantity.Percent(change.After ?? 0)} of the time."));

    private static string Nothing(Verdict verdict, IReadOnlyList<Change> wallClock)
    {
        var open = wallClock.Where(change => change.Finding == Finding.CannotTell).ToList();
        var still = $"No change was found: still {Name(verdict)}.";
        return open.Count == 0
            ? still
            : $"{still} Smaller changes cannot be told: {open[0].Name} would have to change by {Quantity.Percent(open.Max(change => change.Detectable))} of the time.";
    }

    private static string Name(Verdict verdict) => verdict.Causes.IsDefaultOrEmpty
        ? Wording.Title(verdict.Bound).ToLowerInvariant()
        : $"{Wording.Title(verdict.Bound)} ({string.Join(" and ", verdict.Causes.Select(cause => cause.Name()))})";
}
