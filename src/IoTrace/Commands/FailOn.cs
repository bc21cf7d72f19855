using System.Globalization;

using IoTrace.Analysis.Results;
using IoTrace.Analysis.Verdicts;
using IoTrace.Capture;
using IoTrace.Workloads;

namespace IoTrace.Cli.Commands;

/// <summary>One entry of --fail-on: <c>name</c>, <c>name&gt;share</c>, <c>name@confidence</c>, or <c>name&gt;share@confidence</c>.</summary>
/// <param name="Text">As it was given.</param>
/// <param name="Criterion">What it means: a mixed verdict matches <c>mixed</c>, both of its causes, and the bounds of both.</param>
internal sealed record FailOn(string Text, Criterion Criterion)
{
    private static readonly Dictionary<string, Bound> Bounds = Enum.GetValues<Bound>().ToDictionary(b => b.Name(), StringComparer.OrdinalIgnoreCase);
    private static readonly Dictionary<string, Cause> Causes = Enum.GetValues<Cause>().ToDictionary(c => c.Name(), StringComparer.OrdinalIgnoreCase);

    /// <summary>Everything that an entry can name.</summary>
    public static IEnumerable<string> Names => Bounds.Keys.Concat(Causes.Keys);

    /// <summary>Reads a list; null, for an option that was not given, is none.</summary>
    /// <exception cref="IoTraceException">
    /// An entry is not known, is listed twice, or is empty: an empty variable must not turn a guard off.
    /// </exception>
    public static IReadOnlyList<FailOn> Parse(string? list)
    {
        if (list is null)
        {
            return [];
        }

        var entries = list.Split(',', StringSplitOptions.TrimEntries).Select(ParseEntry).ToList();
        var twice = entries.GroupBy(e => e.Criterion).FirstOrDefault(g => g.Count() > 1);
        return twice is null ? entries : throw Wrong(twice.Last().Text, "is listed twice");
    }

    private static FailOn ParseEntry(string entry)
    {
        if (entry.Length == 0)
        {
            throw Wrong(entry, "is empty");
        }

        var (rest, confidence) = Cut(entry, '@', "confidence");
        var (name, share) = Cut(rest, '>', "share");
        var bound = Bounds.TryGetValue(name, out var b) ? b : (Bound?)null;
        var cause = Causes.TryGetValue(name, out var c) ? c : (Cause?)null;
        if (bound is null && cause is null)
        {
            throw Wrong(entry, Messages.NoSuchVerdict(name.Length > 2 ? CloseNames.To(name.Replace(' ', '-'), Names) : [], Names));
        }

        // No cause is mixed or unknown, so neither has a share; and an unknown verdict has no confidence.
        var wrong = share is not null && bound is Bound.Mixed or Bound.Unknown ? "cannot take a share: it is not a part of the time"
            : share >= 1 ? "can never match: nothing has more than all of the time"
            : confidence > 0 && bound == Bound.Unknown ? "can never match: an unknown verdict has no confidence"
            : null;
        return wrong is null ? new FailOn(entry, new Criterion(bound, cause, share, confidence)) : throw Wrong(entry, wrong);

        (string Head, double? Number) Cut(string text, char sign, string what)
        {
            var parts = text.Split(sign, 2, StringSplitOptions.TrimEntries);
            return parts.Length == 1 ? (parts[0], null)
                : double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number is >= 0 and <= 1 ? (parts[0], number)
                : throw Wrong(entry, Messages.NoFraction(sign, what, parts[1]));
        }
    }

    private static IoTraceException Wrong(string entry, string why) => new(Messages.BadFailOn(entry, why), ExitCode.Usage);
}
