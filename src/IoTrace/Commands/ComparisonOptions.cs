using System.CommandLine;

using IoTrace.Capture;

namespace IoTrace.Cli.Commands;

/// <summary>Where a comparison goes, and what it is held against.</summary>
internal sealed record ComparisonRequest(string? Baseline, string? Save, string? With, string? Json, string? Markdown, bool Quiet, bool NoColor)
{
    public bool StandardOutputTaken => ReportOptions.IsStandard(Json) || ReportOptions.IsStandard(Markdown);
}

/// <summary>The options about a comparison's results.</summary>
internal sealed class ComparisonOptions
{
    private readonly Option<string?> baseline = new("--baseline") { Description = "The one that the others are held against (default: the first).", HelpName = "NAME" };
    private readonly Option<string?> save = new("--save") { Description = "Save the results, to be compared with later.", HelpName = "FILE" };
    private readonly Option<string?> with = new("--with") { Description = "Compare with results that were saved.", HelpName = "FILE" };
    private readonly Option<string?> json = new("--json") { Description = "Write the comparison as JSON; - is standard output.", HelpName = "FILE|-" };
    private readonly Option<string?> markdown = new("--markdown") { Description = "Write the comparison as Markdown; - is standard output.", HelpName = "FILE|-" };
    private readonly Option<bool> quiet = new("--quiet", "-q") { Description = "No progress and no tables on the terminal; errors and files only." };
    private readonly Option<bool> noColor = new("--no-color") { Description = "No colours; so does the environment variable NO_COLOR." };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[baseline, save, with, json, markdown, quiet, noColor])
            command.Options.Add(option);
    }

    /// <exception cref="IoTraceException">An output cannot be written.</exception>
    public ComparisonRequest Read(ParseResult parsed)
    {
        var request = new ComparisonRequest(
            parsed.GetValue(baseline), parsed.GetValue(save), parsed.GetValue(with), parsed.GetValue(json), parsed.GetValue(markdown),
            parsed.GetValue(quiet), parsed.GetValue(noColor));
        // Found out now rather than after minutes of runs.
        new ReportRequest(request.Save, request.Json, request.Markdown, null, [], request.Quiet, request.NoColor).CheckWritable();
        return request;
    }
}
