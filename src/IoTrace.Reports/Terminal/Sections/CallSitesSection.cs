using IoTrace.Analysis.Results;
using IoTrace.Reports.Formatting;

namespace IoTrace.Reports.Terminal.Sections;

/// <summary>Where in the program the time goes: the innermost frame of the user's code, its callers indented below.</summary>
internal static class CallSitesSection
{
    private const int Most = 6;
    private const int MostFrames = 4;
    private const int Margin = 13;

    public static void Write(Diagnosis diagnosis, Page page)
    {
        var telling = Wording.TellingCallSites(diagnosis);
        if (telling.Count == 0)
            return;

        page.Heading("Call sites", "thread time; innermost frame first");
        foreach (var site in telling.Take(Most))
        {
            var state = Wording.OfThreads(site.State);
            var frame = Shortening.Method(page.Safe(site.Frames.FirstOrDefault("(no managed frame)")), page.Width - Margin - state.Length - 2, page.Ellipsis);
            page.WriteLine(
                $"{Quantity.Duration(site.Seconds),Margin - 2}  ",
                new Run(frame, Palette.Strong),
                new Run(Cells.PadLeft(state, page.Width - Margin - Cells.Width(frame)), Palette.Of(site.State)));
            WriteCallers(page, site);
        }

        More.Write(page, telling.Count - Most, "call site");
    }

    private static void WriteCallers(Page page, CallSite site)
    {
        var callers = site.Frames.Skip(1).Take(MostFrames - 1).ToList();
        for (var i = 0; i < callers.Count; i++)
        {
            var indent = Margin + 2 * (i + 1);
            page.WriteLine(new Run(new string(' ', indent) + Shortening.Method(page.Safe(callers[i]), page.Width - indent, page.Ellipsis), Palette.Dim));
        }

        if (site.Frames.Length > MostFrames)
            page.WriteLine(new Run(new string(' ', Margin + 2 * (callers.Count + 1)) + $"{page.Ellipsis} {site.Frames.Length - MostFrames} more", Palette.Dim));
    }
}
