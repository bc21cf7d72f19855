using Cocona;

using IoTrace.Capture;
using IoTrace.Cli.Commands;

namespace IoTrace.Cli.CommandLine.Parameters;

/// <summary>What <c>iotrace diff</c> takes.</summary>
[HelpGroup("Results:")]
internal sealed class DiffParameters : ICommandParameterSet
{
    /// <summary>The option that names a recording from after the change.</summary>
    public const string AfterOption = "--after";

    [Argument("recording", Description = "A recording from before the change and one from after it; or several of each, with -- between them.")]
    public string[] Recordings { get; set; } = [];

    [Option("after", ValueName = "FILE", Description = "A recording from after the change; the words behind -- are such.")]
    [HasDefaultValue]
    public string[] After { get; set; } = [];

    [Option("json", ValueName = "FILE|-", Description = "Write the comparison as JSON; - is standard output.")]
    [HasDefaultValue]
    public string? Json { get; set; }

    [Option("markdown", ValueName = "FILE|-", Description = "Write the comparison as Markdown; - is standard output.")]
    [HasDefaultValue]
    public string? Markdown { get; set; }

    [Option("fail-on-regression", ValueName = "PERCENT", Description = "Exit with 10 when the run time, or of a server the time of a request, rose by this much and more, such as 10%.")]
    [HasDefaultValue]
    public string? FailOnRegression { get; set; }

    [Option("details", Description = "Show all rows.")]
    public bool Details { get; set; }

    [Option("quiet", ['q'], Description = "Nothing on the terminal; errors and files only.")]
    public bool Quiet { get; set; }

    [Option("no-color", Description = "No colors; so does the environment variable NO_COLOR.")]
    public bool NoColor { get; set; }

    /// <exception cref="IoTraceException">A side is missing, the percentage is none, or an output cannot be written.</exception>
    public DiffRequest ToRequest()
    {
        var (before, after) = After.Length > 0 ? (Recordings, After)
            : Recordings.Length == 2 ? (Recordings[..1], Recordings[1..])
            : throw new IoTraceException(Messages.TwoSides(Recordings.Length), ExitCode.Usage);
        var results = new ReportRequest(Output: null, Json, Markdown, [], [], Quiet, NoColor) { Details = Details };
        results.CheckWritable();
        return new DiffRequest(before, after, FailOnRegression is { } limit ? Percentage.Parse(limit) : null, results);
    }
}
