using IoTrace.Analysis.Results;
using IoTrace.Reports.Formatting;

namespace IoTrace.Reports.Terminal.FirstScreen;

/// <summary>What makes the answer less reliable: lost data, or evidence that could not be had.</summary>
internal static class Warnings
{
    /// <summary>Lines in all: the details list every one.</summary>
    private const int Most = 2;

    public static IReadOnlyList<string> Of(Diagnosis diagnosis) => [.. All(diagnosis).Take(Most)];

    public static void Write(IEnumerable<string> warnings, Page page)
    {
        foreach (var text in warnings)
            page.WriteText([new Run("  ! ", Palette.Warning)], 1, [text]);
    }

    private static IEnumerable<string> All(Diagnosis diagnosis)
    {
        if (diagnosis.Window.Truncated)
            yield return "The recording ends before the window does.";
        if (diagnosis.Quality.EventsLost > 0)
            yield return $"{Quantity.Things(diagnosis.Quality.EventsLost, "event")} lost: some figures are too low.";
        foreach (var status in diagnosis.Quality.Collectors.Where(status => status.Status is not ("ok" or "off")))
            yield return $"{Wording.Collector(status.Name)} {status.Status}{(status.Reason is { } reason ? $": {reason}" : "")}";
    }
}
