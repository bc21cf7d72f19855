using System.CommandLine;

using IoTrace.Capture.Output;

namespace IoTrace.Cli.Commands;

/// <summary>The options about results that all profiling commands share.</summary>
internal sealed class ReportOptions
{
    private const string Standard = "-";

    private readonly Option<string?> output = new("--output", "-o") { Description = "Save the recording, to be analysed again with `iotrace report`.", HelpName = "FILE.iotrace" };
    private readonly Option<bool> probe = new("--probe") { Description = "Load the probe into the target: it counts and times the file and socket calls of .NET itself (default for launch and workloads)." };
    private readonly Option<bool> noProbe = new("--no-probe") { Description = "Do not load the probe into the target (default for attach)." };
    private readonly Option<string?> json = new("--json") { Description = "Write the report as JSON; - is standard output.", HelpName = "FILE|-" };
    private readonly Option<string?> markdown = new("--markdown") { Description = "Write the report as Markdown; - is standard output.", HelpName = "FILE|-" };
    private readonly Option<string?> speedscope = new("--speedscope") { Description = "Write the stacks for https://www.speedscope.app.", HelpName = "FILE" };
    private readonly Option<string?> failOn = new("--fail-on") { Description = "Exit with 10 when an entry matches: io or gc, a verdict of that bound or cause (a mixed one is both); 'file-sync>0.3' (quoted for the shell), more of the time than that, whatever the verdict; io@0.9, a verdict that is this sure. With `launch --children` any process can match.", HelpName = "LIST" };
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
            FailOn.Parse(parsed.GetValue(failOn)), parsed.GetValue(quiet), parsed.GetValue(noColor));
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
        if (ReportOptions.IsStandard(Json) && ReportOptions.IsStandard(Markdown))
        {
            throw new Capture.IoTraceException(Messages.OneStandardOutput, ExitCode.Usage);
        }

        foreach (var path in ((string?[])[Output, Json, Markdown, Speedscope]).OfType<string>().Where(path => !ReportOptions.IsStandard(path)))
        {
            try
            {
                ResultFile.Check(path);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new Capture.IoTraceException(Messages.CannotWrite(path, e.Message), ExitCode.Usage);
            }
        }
    }
}
