using System.Collections.Immutable;
using System.Globalization;
using IoTrace.Analysis.Results;
using IoTrace.Reports.Formatting;
using static IoTrace.Reports.Markdown.MarkdownEscape;

namespace IoTrace.Reports.Markdown;

/// <summary>The report for a pull request, in GitHub's Markdown: the verdict, the budget and what stands behind it, short.</summary>
public static class MarkdownReport
{
    private const int Most = 5;
    private const int BarLength = 20;
    private const int LongestCode = 72;

    /// <summary>Writes the report.</summary>
    /// <param name="diagnosis">What to report.</param>
    /// <param name="output">Where to; left open. Lines end with a line feed whatever its own setting is.</param>
    public static void Write(Diagnosis diagnosis, TextWriter output)
    {
        foreach (var line in Lines(diagnosis))
        {
            output.Write(line);
            output.Write('\n');
        }
    }

    private static IEnumerable<string> Lines(Diagnosis diagnosis) =>
    [
        .. Heading(diagnosis),
        .. WallClock(diagnosis),
        .. Phases(diagnosis),
        .. Files(diagnosis),
        .. Endpoints(diagnosis),
        .. CallSites(diagnosis),
        .. Advice(diagnosis),
        .. Quality(diagnosis),
        "",
        $"<sub>{Text(Wording.Subject(diagnosis))} · IoTrace</sub>",
    ];

    private static IEnumerable<string> Heading(Diagnosis diagnosis)
    {
        var verdict = diagnosis.Verdict;
        yield return $"### {Wording.Title(verdict.Bound)}{string.Concat(verdict.Causes.Select((cause, i) => (i == 0 ? " – " : ", ") + cause.Name()))}";
        yield return "";
        yield return Text(verdict.Summary);
        yield return "";
        if (verdict.Bound != Bound.Unknown)
            yield return $"- Confidence: {Wording.Confidence(verdict.Confidence)}, {Quantity.Confidence(verdict.Confidence)}";
        if (verdict.RunnerUp is { } next)
            yield return $"- Runner-up: {next.Cause.Name()}, {Quantity.Percent(next.Share)} of the wall clock";
        if (diagnosis.Bounds.IfIoWereFree is { WallReduction: >= 0 } io)
            yield return $"- If I/O cost nothing: {WhatIf(io)}";
        if (diagnosis.Bounds.IfCpuWereHalf is { WallReduction: >= 0 } cpu)
            yield return $"- If the CPU work cost half: {WhatIf(cpu)}";
        if (diagnosis.Window.Truncated)
            yield return "- Truncated: the data stop before the window does";
    }

    private static string WhatIf(WhatIf bound) =>
        $"at most {Quantity.Percent(bound.WallReduction)} less wall time{Wording.Interval(bound)}";

    private static IEnumerable<string> WallClock(Diagnosis diagnosis) => Table(
        ["wall clock", "share:", "time:", ""],
        Wording.Ranked(diagnosis.WallClock).Select(part => new[]
        {
            Wording.Label(part.State),
            Quantity.PercentInColumn(part.Value),
            Quantity.Duration(part.Value * diagnosis.Window.DurationSeconds),
            new string('█', (int)Math.Round(Math.Clamp(part.Value, 0, 1) * BarLength)),
        }));

    private static IEnumerable<string> Phases(Diagnosis diagnosis) => diagnosis.Phases.Length < 2 ? [] : Table(
        ["phase", "from:", "lasts:", "of all:", "verdict", "confidence:"],
        diagnosis.Phases.Select((phase, i) => new[]
        {
            Wording.PhaseName(i),
            i == 0 ? "0 s" : Quantity.Duration(phase.StartSeconds),
            Quantity.Duration(phase.DurationSeconds),
            Quantity.PercentInColumn(phase.Share),
            $"**{Wording.Short(phase.Verdict)}**<br>{Text(phase.Verdict.Summary)}",
            phase.Verdict.Bound == Bound.Unknown ? "" : Quantity.Confidence(phase.Verdict.Confidence),
        }));

    private static IEnumerable<string> Files(Diagnosis diagnosis) => Table(
        ["file", "waited:", "of waits:", "operations"],
        diagnosis.Files.Take(Most).Select(file => new[]
        {
            Code(Shortening.Path(SafeText.Of(file.Path), LongestCode, "…")) + Activity(file.Activities),
            file.Exact ? Quantity.Duration(file.WaitSeconds) : $"≈ {Quantity.Duration(file.WaitSeconds)}{Interval(file)}",
            Quantity.PercentInColumn(file.WaitShare),
            file.Operations.IsDefault ? "" : string.Join(", ", file.Operations.Select(use => $"{Quantity.Count(use.Count)} {Text(use.Kind)}")),
        }),
        diagnosis.Files.Length - Most);

    private static string Activity(ImmutableArray<ActivityUsage> activities) => activities.IsDefaultOrEmpty ? ""
        : $"<br>in {Text(Shortening.Middle(SafeText.Of(activities[0].Name), LongestCode, "…"))} ({Wording.Activities(activities[0].Count)}) ≈ {Quantity.Duration(activities[0].Seconds)}"
            + (activities.Length > 1 ? $", and {Quantity.Count(activities.Length - 1)} more" : "");

    private static string Interval(FileUsage file) =>
        file is { WaitLow: { } low, WaitHigh: { } high } ? $" ({Quantity.DurationRange(low, high)})" : "";

    private static IEnumerable<string> Endpoints(Diagnosis diagnosis) => Table(
        ["network", "count:", "errors:", "in flight:", "p50:", "p99:"],
        diagnosis.Endpoints.Take(Most).Select(peer => new[]
        {
            $"{Text(peer.Protocol)} {Code(Shortening.Middle(SafeText.Of(Wording.Address(peer)), LongestCode, "…"))}{Activity(peer.Activities)}",
            peer.Operations is { } count ? Quantity.Count(count) : "",
            peer.Errors is { } errors ? Quantity.Count(errors) : "",
            (peer.Exact ? "" : "≈ ") + Quantity.Duration(peer.Seconds),
            peer.P50 is { } p50 ? Quantity.Duration(p50) : "",
            peer.P99 is { } p99 ? Quantity.Duration(p99) : "",
        }),
        diagnosis.Endpoints.Length - Most);

    private static IEnumerable<string> CallSites(Diagnosis diagnosis) => Table(
        ["call site", "state", "thread time:"],
        Wording.TellingCallSites(diagnosis).Where(site => site.Frames.Length > 0).Take(Most).Select(site => new[]
        {
            string.Join("<br>← ", site.Frames.Take(3).Select(Method)),
            Wording.OfThreads(site.State),
            Quantity.Duration(site.Seconds),
        }));

    private static string Method(string frame) => Code(Shortening.Method(SafeText.Of(frame), LongestCode, "…"));

    private static IEnumerable<string> Advice(Diagnosis diagnosis)
    {
        if (diagnosis.Advice.IsDefaultOrEmpty)
            yield break;

        yield return "";
        yield return "**What to try**";
        yield return "";
        for (var i = 0; i < diagnosis.Advice.Length; i++)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{i + 1}. **{Prose(diagnosis.Advice[i].Title)}**");
            if (diagnosis.Advice[i].Text.Length > 0)
            {
                yield return "   <details><summary>How, and how to see that it worked</summary>";
                yield return "";
                foreach (var line in Steps(diagnosis.Advice[i].Text))
                    yield return line;
                yield return "";
                yield return "   </details>";
            }
        }
    }

    /// <summary>A page of advice as part of a numbered list; fenced code stays as it is.</summary>
    private static IEnumerable<string> Steps(string text)
    {
        var fenced = false;
        foreach (var line in text.Split('\n'))
        {
            var isFence = line.StartsWith("```", StringComparison.Ordinal);
            fenced ^= isFence;
            yield return (fenced || isFence ? $"   {SafeText.Of(line)}"
                : line.StartsWith("- ", StringComparison.Ordinal) ? $"   - {Prose(line[2..])}"
                : $"   {Prose(line)}").TrimEnd();
        }
    }

    private static IEnumerable<string> Quality(Diagnosis diagnosis)
    {
        var quality = diagnosis.Quality;
        string[] remarks =
        [
            .. quality.EventsLost > 0 ? [$"{Quantity.Things(quality.EventsLost, "event")} lost"] : Array.Empty<string>(),
            .. quality.Collectors.Where(status => status.Status is not "ok")
                .Select(status => Text($"{Wording.Collector(status.Name)} {status.Status}{(status.Reason is { } reason ? ": " + reason : "")}")),
            .. quality.Notes.Select(Text),
        ];
        return remarks.Length == 0 ? [] : ["", "<details><summary>Quality of the data</summary>", "", .. remarks.Select(remark => "- " + remark), "", "</details>"];
    }

    // A title that ends in a colon heads a column that is aligned to the right.
    private static IEnumerable<string> Table(string[] titles, IEnumerable<string[]> rows, int more = 0)
    {
        var body = rows.ToList();
        if (body.Count == 0)
            return [];

        return
        [
            "",
            Row(titles.Select(title => title.TrimEnd(':'))),
            Row(titles.Select(title => title.EndsWith(':') ? "---:" : "---")),
            .. body.Select(Row),
            .. more > 0 ? ["", $"and {Quantity.Count(more)} more"] : Array.Empty<string>(),
        ];
    }

    private static string Row(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";
}
