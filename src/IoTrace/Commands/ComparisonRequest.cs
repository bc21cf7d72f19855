namespace IoTrace.Cli.Commands;

/// <summary>Where a comparison goes, and what it is held against.</summary>
internal sealed record ComparisonRequest(string? Baseline, string? Save, string? With, string? Json, string? Markdown, bool Quiet, bool NoColor)
{
    public bool StandardOutputTaken => StandardOutput.Is(Json) || StandardOutput.Is(Markdown);

    /// <summary>Finds out now, rather than after minutes of runs, that a result could not be written.</summary>
    /// <exception cref="Capture.IoTraceException">It could not.</exception>
    public void CheckWritable() => new ReportRequest(Save, Json, Markdown, [], [], Quiet, NoColor).CheckWritable();
}
