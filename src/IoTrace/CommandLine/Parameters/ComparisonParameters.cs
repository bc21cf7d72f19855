using Cocona;

using IoTrace.Cli.Commands;

namespace IoTrace.Cli.CommandLine.Parameters;

/// <summary>Where a comparison goes, and what it is held against.</summary>
[HelpGroup("Results:")]
internal sealed class ComparisonParameters : ICommandParameterSet
{
    [Option("baseline", ValueName = "NAME", Description = "The one that the others are held against (default: the first).")]
    [HasDefaultValue]
    public string? Baseline { get; set; }

    [Option("save", ValueName = "FILE", Description = "Save the results, to be compared with later.")]
    [HasDefaultValue]
    public string? Save { get; set; }

    [Option("with", ValueName = "FILE", Description = "Compare with results that were saved.")]
    [HasDefaultValue]
    public string? With { get; set; }

    [Option("json", ValueName = "FILE|-", Description = "Write the comparison as JSON; - is standard output.")]
    [HasDefaultValue]
    public string? Json { get; set; }

    [Option("markdown", ValueName = "FILE|-", Description = "Write the comparison as Markdown; - is standard output.")]
    [HasDefaultValue]
    public string? Markdown { get; set; }

    [Option("quiet", ['q'], Description = "No progress and no tables on the terminal; errors and files only.")]
    public bool Quiet { get; set; }

    [Option("no-color", Description = "No colors; so does the environment variable NO_COLOR.")]
    public bool NoColor { get; set; }

    /// <exception cref="Capture.IoTraceException">An output cannot be written.</exception>
    public ComparisonRequest ToRequest()
    {
        var request = new ComparisonRequest(Baseline, Save, With, Json, Markdown, Quiet, NoColor);
        request.CheckWritable();
        return request;
    }
}
