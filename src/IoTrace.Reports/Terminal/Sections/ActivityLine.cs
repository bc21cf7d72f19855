using System.Collections.Immutable;
using IoTrace.Analysis.Results;
using IoTrace.Reports.Formatting;

namespace IoTrace.Reports.Terminal.Sections;

/// <summary>The program's activities that had most of a file's or peer's time, on one line; always an estimate.</summary>
internal static class ActivityLine
{
    private const string Lead = "    in ";
    private const int NarrowestName = 12;

    public static void Write(ImmutableArray<ActivityUsage> activities, Page page)
    {
        if (activities.IsDefaultOrEmpty)
            return;

        var first = activities[0];
        var figures = $" ({Wording.Activities(first.Count)}) {Estimate.Of(first.Seconds, exact: false)}";
        var more = activities.Length > 1 ? $", and {Quantity.Count(activities.Length - 1)} more" : "";
        var room = page.Width - Lead.Length - Cells.Width(page.Safe(figures + more));
        var name = Shortening.Middle(page.Safe(first.Name), Math.Max(NarrowestName, room), page.Ellipsis);
        page.WriteLine(new Run(Lead + name + figures + more, Palette.Dim));
    }
}
