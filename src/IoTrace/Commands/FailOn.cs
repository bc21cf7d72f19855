using System.Globalization;

using IoTrace.Analysis.Results;
using IoTrace.Capture;

namespace IoTrace.Cli.Commands;

/// <summary>One entry of --fail-on: <c>name</c>, <c>name&gt;share</c>, <c>name@confidence</c>, or <c>name&gt;share@confidence</c>.</summary>
/// <param name="Text">As it was given.</param>
/// <param name="Bound">The bound that matches, if it names one.</param>
/// <param name="Cause">The cause that matches, if it names one.</param>
/// <param name="LeastShare">With a share: more than that of the wall clock, whether or not it is the verdict.</param>
/// <param name="LeastConfidence">With a confidence: only where the verdict has at least that.</param>
internal sealed record FailOn(string Text, Bound? Bound, Cause? Cause, double? LeastShare, double? LeastConfidence)
{
    private static readonly Dictionary<string, Bound> Bounds = Enum.GetValues<Bound>().ToDictionary(b => b.Name(), StringComparer.OrdinalIgnoreCase);
    private static readonly Dictionary<string, Cause> Causes = Enum.GetValues<Cause>().ToDictionary(c => c.Name(), StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads a list; null, for an option that was not given, is none.</summary>
    /// <exception cref="IoTraceException">An entry is not known, or there is none: an empty variable must not turn a guard off.</exception>
    public static IReadOnlyList<FailOn> Parse(string? list)
    {
        if (list is null)
        {
            return [];
        }

        var entries = list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return entries.Length > 0 ? [.. entries.Select(ParseEntry)] : throw Unknown(list);
    }

    /// <summary>Whether the diagnosis is what must not be.</summary>
    public bool Matches(Diagnosis diagnosis) => diagnosis.Verdict.Confidence >= (LeastConfidence ?? 0) && (LeastShare is { } least
        // Shares of a window that nobody can judge are no finding.
        ? diagnosis.Verdict.Bound != Analysis.Results.Bound.Unknown && Share(diagnosis) > least
        : (Bound is { } bound && diagnosis.Verdict.Bound == bound) || (Cause is { } cause && diagnosis.Verdict.Causes.Contains(cause)));

    /// <summary>What the verdict's rules count for it: its share of the wall clock, the work that belongs to it included; 0 to 1.</summary>
    public double Share(Diagnosis diagnosis)
    {
        var shares = diagnosis.CauseShares;
        return shares.Where(s => s.Cause == Cause || (Bound is { } bound && s.Cause.BoundOf() == bound)).Sum(s => s.Share);
    }

    private static FailOn ParseEntry(string entry)
    {
        var (rest, confidence, confidenceIsGood) = Cut(entry, '@', most: 1);
        var (name, share, shareIsGood) = Cut(rest, '>', most: 0.999_999);
        var bound = Bounds.TryGetValue(name, out var b) ? b : (Bound?)null;
        var cause = Causes.TryGetValue(name, out var c) ? c : (Cause?)null;
        // No cause is mixed or unknown, so neither has a share; and an unknown verdict has no confidence.
        var canMatch = !(share is not null && bound is Analysis.Results.Bound.Mixed or Analysis.Results.Bound.Unknown) && !(confidence > 0 && bound == Analysis.Results.Bound.Unknown);
        return confidenceIsGood && shareIsGood && canMatch && (bound is not null || cause is not null)
            ? new FailOn(entry, bound, cause, share, confidence)
            : throw Unknown(entry);
    }

    /// <summary>Takes the number behind a sign off a text.</summary>
    private static (string Head, double? Number, bool IsGood) Cut(string text, char sign, double most)
    {
        var parts = text.Split(sign, 2, StringSplitOptions.TrimEntries);
        return parts.Length == 1 ? (parts[0], null, true)
            : double.TryParse(parts[1], CultureInfo.InvariantCulture, out var number) && number >= 0 && number <= most ? (parts[0], number, true)
            : (parts[0], null, false);
    }

    private static IoTraceException Unknown(string entry) =>
        new(Messages.BadFailOn(entry, string.Join(", ", Enum.GetValues<Bound>().Select(v => v.Name()).Concat(Enum.GetValues<Cause>().Select(v => v.Name())))), ExitCode.Usage);
}
