using IoTrace.Analysis.Results;
using IoTrace.Reports.Formatting;

namespace IoTrace.Reports.Terminal.Sections;

/// <summary>What the report rests on, what was missing, and what measuring cost.</summary>
internal static class QualitySection
{
    public static void Write(Diagnosis diagnosis, Page page)
    {
        var quality = diagnosis.Quality;
        page.Heading("Quality");
        if (quality.Collectors.Length > 0)
            page.WriteText(Label("Measured by"), Collectors(quality));
        page.WriteText(Label("Window"), $"{Quantity.Duration(diagnosis.Window.DurationSeconds)} from {Quantity.Instant(diagnosis.Window.StartUtc)}");
        if (quality.EventsLost > 0)
            page.WriteText(Label("Events lost"), new Run($"{Quantity.Count(quality.EventsLost)}: figures are too low", Palette.Warning));
        if (Cost(diagnosis) is { } cost)
            page.WriteText(Label("Cost"), cost);

        foreach (var status in quality.Collectors.Where(status => status.Status != "ok"))
        {
            WriteMissing(status, page);
        }

        foreach (var note in quality.Notes)
        {
            page.WriteText("  * ", note);
        }
    }

    private static void WriteMissing(CollectorStatus status, Page page)
    {
        if ((status.Reason ?? status.Remedy) is not { } text)
            return;

        page.WriteText("  ! ", new Run($"{Wording.Collector(status.Name)} {status.Status}", Palette.Warning), $": {text}");
        if (status is { Reason: not null, Remedy: { } remedy })
            page.WriteText(new Run("    Remedy: ", Palette.Dim), remedy);
    }

    private static IEnumerable<Run> Collectors(Quality quality) =>
        quality.Collectors.SelectMany((status, i) => new[]
        {
            new Run(i > 0 ? Wrapping.Glue + "· " : "", Palette.Dim),
            $"{Wording.Collector(status.Name)} ".Replace(' ', Wrapping.Glue),
            new Run(status.Status, status.Status switch { "ok" => Palette.Good, "off" => Palette.Dim, _ => Palette.Warning }),
        });

    private static string? Cost(Diagnosis diagnosis) => diagnosis.Quality.Overhead switch
    {
        { ToolCpuSeconds: { } tool, TargetCpuSeconds: { } target } =>
            $"{Quantity.Duration(tool)} of processor time in iotrace, {Quantity.Duration(target)} in the target",
        { ToolCpuSeconds: { } tool } => $"{Quantity.Duration(tool)} of processor time in iotrace",
        { TargetCpuSeconds: { } target } => $"{Quantity.Duration(target)} of processor time in the target",
        _ => null,
    };

    private static Run Label(string label) => new($"  {label,-12}", Palette.Dim);
}
