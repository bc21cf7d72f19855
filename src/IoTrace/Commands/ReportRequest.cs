using IoTrace.Capture.Output;

namespace IoTrace.Cli.Commands;

/// <summary>Where results go.</summary>
internal sealed record ReportRequest(
    string? Output, string? Json, string? Markdown, IReadOnlyList<ReportFile> Files, IReadOnlyList<FailOn> FailOn, bool Quiet, bool NoColor)
{
    /// <summary>Whether the terminal shows the whole report rather than its first screen.</summary>
    public bool Details { get; init; }

    /// <summary>Whether the arguments of the target's command line are shown and saved.</summary>
    public bool IncludeArguments { get; init; }

    /// <summary>Whether any result goes to a file.</summary>
    public bool WritesFiles => (Output ?? Json ?? Markdown) is not null || Files.Count > 0;

    /// <summary>Whether --fail-on also fails where nothing could be judged.</summary>
    public bool FailOnUnknown { get; init; }

    /// <summary>Whether standard output carries a machine's report rather than the one for a person.</summary>
    public bool StandardOutputTaken => StandardOutput.Is(Json) || StandardOutput.Is(Markdown);

    /// <summary>Whether a report for a person is to be shown.</summary>
    public bool WantsTerminal => !StandardOutputTaken && !Quiet;

    /// <summary>Finds out before the work is done that its result could not be written.</summary>
    /// <exception cref="Capture.IoTraceException">It could not.</exception>
    public void CheckWritable()
    {
        if (StandardOutput.Is(Json) && StandardOutput.Is(Markdown))
        {
            throw new Capture.IoTraceException(Messages.OneStandardOutput, ExitCode.Usage);
        }

        foreach (var path in ((string?[])[Output, Json, Markdown, .. Files.Select(file => file.Path)]).OfType<string>().Where(path => !StandardOutput.Is(path)))
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
