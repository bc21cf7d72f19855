using System.CommandLine;

using IoTrace.Analysis.Results;

namespace IoTrace.Cli.Commands;

/// <summary>The options about results that all profiling commands share.</summary>
internal sealed class ReportOptions
{
    private const string Standard = "-";

    private readonly Option<string?> output = new("--output", "-o") { Description = "Save the recording, to be analysed again with `iotrace report`.", HelpName = "FILE.iotrace" };
    private readonly Option<bool> probe = new("--probe") { Description = "Load the probe into the target: every file and socket operation, exact (default for launch and workloads)." };
    private readonly Option<bool> noProbe = new("--no-probe") { Description = "Do not load the probe into the target (default for attach)." };
    private readonly Option<string?> json = new("--json") { Description = "Write the report as JSON; - is standard output.", HelpName = "FILE|-" };
    private readonly Option<string?> markdown = new("--markdown") { Description = "Write the report as Markdown; - is standard output.", HelpName = "FILE|-" };
    private readonly Option<string?> speedscope = new("--speedscope") { Description = "Write the stacks for https://www.speedscope.app.", HelpName = "FILE" };
    private readonly Option<string?> failOn = new("--fail-on") { Description = "Exit with 10 when the verdict is one of these bounds or causes, such as io,gc or file-sync>0.3.", HelpName = "LIST" };
    private readonly Option<bool> quiet = new("--quiet", "-q") { Description = "No progress and no report on the terminal; errors and files only." };
    private readonly Option<bool> noColor = new("--no-color") { Description = "No colours; so does the environment variable NO_COLOR." };

    /// <summary>Adds the options to a command.</summary>
    /// <param name="recordable">Whether there is a recording to be saved.</param>
    public void AddTo(Command command, bool recordable)
    {
        foreach (var option in (Option[])[json, markdown, speedscope, failOn, quiet, noColor])
        {
            command.Options.Add(option);
        }

        if (recordable)
        {
            command.Options.Add(output);
            command.Options.Add(probe);
            command.Options.Add(noProbe);
        }
    }

    /// <summary>Whether to load the probe.</summary>
    /// <param name="byDefault">What holds when nothing was said.</param>
    public bool Probe(ParseResult parsed, bool byDefault) => !parsed.GetValue(noProbe) && (byDefault || parsed.GetValue(probe));

    /// <summary>What was asked for.</summary>
    /// <exception cref="Capture.IoTraceException">An entry of --fail-on is not known, or an output's folder does not exist.</exception>
    public ReportRequest Read(ParseResult parsed)
    {
        var request = new ReportRequest(
            Value(parsed, output), Value(parsed, json), Value(parsed, markdown), Value(parsed, speedscope),
            FailOn.Parse(Value(parsed, failOn) ?? ""), parsed.GetValue(quiet), parsed.GetValue(noColor));
        request.CheckWritable();
        return request;
    }

    private static string? Value(ParseResult parsed, Option<string?> option) =>
        parsed.GetResult(option) is null ? null : parsed.GetValue(option);

    internal static bool IsStandard(string? path) => path == Standard;
}

/// <summary>Where results go.</summary>
internal sealed record ReportRequest(
    string? Output, string? Json, string? Markdown, string? Speedscope, IReadOnlyList<FailOn> FailOn, bool Quiet, bool NoColor)
{
    /// <summary>Whether standard output carries a machine's report rather than the one for a person.</summary>
    public bool StandardOutputTaken => ReportOptions.IsStandard(Json) || ReportOptions.IsStandard(Markdown);

    /// <summary>Whether a report for a person is to be shown.</summary>
    public bool WantsTerminal => !StandardOutputTaken && !Quiet;

    /// <summary>Finds out before the work is done that its result could not be written.</summary>
    /// <exception cref="Capture.IoTraceException">It could not.</exception>
    public void CheckWritable()
    {
        foreach (var path in (string?[])[Output, Json, Markdown, Speedscope])
        {
            if (path is null || ReportOptions.IsStandard(path))
            {
                continue;
            }

            try
            {
                var existed = File.Exists(path);
                File.Open(path, FileMode.OpenOrCreate, FileAccess.Write).Dispose();
                if (!existed)
                {
                    File.Delete(path);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new Capture.IoTraceException(Messages.CannotWrite(path, e.Message), ExitCode.Usage);
            }
        }
    }
}

/// <summary>One entry of --fail-on.</summary>
/// <param name="Text">As it was given.</param>
/// <param name="Bound">The bound that matches, if it names one.</param>
/// <param name="Cause">The cause that matches, if it names one.</param>
/// <param name="LeastShare">With a share: the least share of the wall clock, whether or not it is the verdict.</param>
internal sealed record FailOn(string Text, Bound? Bound, Cause? Cause, double? LeastShare)
{
    private static readonly Dictionary<string, Bound> Bounds = Enum.GetValues<Bound>().ToDictionary(b => b.Name());
    private static readonly Dictionary<string, Cause> Causes = Enum.GetValues<Cause>().ToDictionary(c => c.Name());

    /// <exception cref="Capture.IoTraceException">An entry is not known.</exception>
    public static IReadOnlyList<FailOn> Parse(string list) =>
        [.. list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(ParseEntry)];

    /// <summary>Whether the diagnosis is what must not be.</summary>
    public bool Matches(Diagnosis diagnosis) => LeastShare is { } least
        ? Share(diagnosis) > least
        : (Bound is { } bound && diagnosis.Verdict.Bound == bound) || (Cause is { } cause && diagnosis.Verdict.Causes.Contains(cause));

    private static FailOn ParseEntry(string entry)
    {
        var parts = entry.Split('>', 2, StringSplitOptions.TrimEntries);
        double? share = null;
        var valid = Bounds.ContainsKey(parts[0]) || Causes.ContainsKey(parts[0]);
        if (parts.Length == 2)
        {
            valid &= double.TryParse(parts[1], System.Globalization.CultureInfo.InvariantCulture, out var number) && number is >= 0 and < 1;
            share = number;
        }

        return valid
            ? new FailOn(entry, Bounds.TryGetValue(parts[0], out var bound) ? bound : null, Causes.TryGetValue(parts[0], out var cause) ? cause : null, share)
            : throw new Capture.IoTraceException(Messages.BadFailOn(entry, string.Join(", ", Bounds.Keys.Concat(Causes.Keys))), ExitCode.Usage);
    }

    private double Share(Diagnosis diagnosis)
    {
        var shares = diagnosis.CauseShares;
        return shares.Where(s => s.Cause == Cause || (Bound is { } bound && s.Cause.BoundOf() == bound)).Sum(s => s.Share);
    }
}
