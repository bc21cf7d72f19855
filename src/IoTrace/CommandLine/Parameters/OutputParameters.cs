using Cocona;

using IoTrace.Analysis.Results;
using IoTrace.Cli.Commands;
using IoTrace.Reports.Collapsed;
using IoTrace.Reports.Html;
using IoTrace.Reports.Pprof;
using IoTrace.Reports.Speedscope;

namespace IoTrace.Cli.CommandLine.Parameters;

/// <summary>Where results go; of all commands that make a report.</summary>
[HelpGroup("Results:")]
internal sealed class OutputParameters : ICommandParameterSet
{
    [Option("json", ValueName = "FILE|-", Description = "Write the report as JSON; - is standard output.")]
    [HasDefaultValue]
    public string? Json { get; set; }

    [Option("markdown", ValueName = "FILE|-", Description = "Write the report as Markdown; - is standard output.")]
    [HasDefaultValue]
    public string? Markdown { get; set; }

    [Option("html", ValueName = "FILE", Description = "Write the report as one page with timeline, files, flame graph and filters.")]
    [HasDefaultValue]
    public string? Html { get; set; }

    [Option("speedscope", ValueName = "FILE", Description = "Write the stacks for https://www.speedscope.app.")]
    [HasDefaultValue]
    public string? Speedscope { get; set; }

    [Option("pprof", ValueName = "FILE.pb.gz", Description = "Write the stacks as a pprof profile, for pprof, Grafana, Pyroscope and Parca.")]
    [HasDefaultValue]
    public string? Pprof { get; set; }

    [Option("collapsed", ValueName = "FILE", Description = "Write the stacks one a line, for flamegraph.pl and its relatives.")]
    [HasDefaultValue]
    public string? Collapsed { get; set; }

    [Option("fail-on", ValueName = "LIST", Description = "Exit with 10 when a verdict matches: io,gc or 'file-sync>0.3' (of the time) or io@0.9 (this sure). With `launch --children` any process can match.")]
    [HasDefaultValue]
    public string? FailOn { get; set; }

    [Option("details", Description = "Print the whole report on the terminal, not only its first screen.")]
    public bool Details { get; set; }

    [Option("fail-on-unknown", Description = "With --fail-on: exit with 10 also when the verdict is unknown, or the program was kept from the CPU, so that nothing could be judged.")]
    public bool FailOnUnknown { get; set; }

    [Option("include-arguments", Description = "Show and save the arguments of the target's command line, which may hold secrets.")]
    public bool IncludeArguments { get; set; }

    [Option("quiet", ['q'], Description = "No progress and no report on the terminal; errors and files only.")]
    public bool Quiet { get; set; }

    [Option("no-color", Description = "No colors; so does the environment variable NO_COLOR.")]
    public bool NoColor { get; set; }

    /// <param name="recording">Where the recording is to be saved.</param>
    /// <exception cref="Capture.IoTraceException">An entry of --fail-on is not known, or an output cannot be written.</exception>
    public ReportRequest ToRequest(string? recording)
    {
        if (FailOnUnknown && FailOn is null)
            throw new Capture.IoTraceException(Messages.FailOnUnknownAlone, ExitCode.Usage);

        var request = new ReportRequest(recording, Json, Markdown, [.. Files()], Commands.FailOn.Parse(FailOn), Quiet, NoColor) { Details = Details, FailOnUnknown = FailOnUnknown, IncludeArguments = IncludeArguments };
        request.CheckWritable();
        return request;
    }

    /// <summary>The formats that are written to a file of their own.</summary>
    private IEnumerable<ReportFile> Files()
    {
        (string? Path, Action<Diagnosis, Stream> Write)[] formats =
        [
            (Html, HtmlReport.Write), (Speedscope, SpeedscopeReport.Write), (Pprof, PprofReport.Write), (Collapsed, CollapsedReport.Write),
        ];
        return formats.Where(format => format.Path is not null).Select(format => new ReportFile(format.Path!, format.Write));
    }
}
