using IoTrace.Analysis.Results;
using IoTrace.Reports.Formatting;

namespace IoTrace.Reports.Terminal.Sections;

/// <summary>Where in the program the time goes: the innermost frame of the user's code, its callers indented below.</summary>
internal static class CallSitesSection
{
    private const int Most = 6;
    private const int MostFrames = 4;

    public static void Write(Diagnosis diagnosis, Page page)
    {
        // An idle thread's call site tells nothing that could be changed, unless there is nothing else.
        var telling = diagnosis.CallSites.Where(site => site.State != ThreadState.Idle).ToList();
        if (telling.Count == 0)
            telling = [.. diagnosis.CallSites];
        if (telling.Count == 0)
            return;

        page.Heading("Call sites", "thread time; innermost frame first");
        foreach (var site in telling.Take(Most))
        {
            page.WriteLine(
                $"  {Quantity.Duration(site.Seconds),9}  ",
                new Run($"{Wording.Label(site.State),-17}  ", Palette.Of(site.State)),
                new Run(Fitted(page, site.Frames.FirstOrDefault("(no managed frame)"), 32), Palette.Strong));
            WriteCallers(page, site);
        }

        More.Write(page, telling.Count - Most, "call site");
    }

    private static void WriteCallers(Page page, CallSite site)
    {
        var callers = site.Frames.Skip(1).Take(MostFrames - 1).ToList();
        for (var i = 0; i < callers.Count; i++)
        {
            page.WriteLine(new Run(new string(' ', 34 + 2 * i) + Fitted(page, callers[i], 34 + 2 * i), Palette.Dim));
        }

        if (site.Frames.Length > MostFrames)
            page.WriteLine(new Run(new string(' ', 34 + 2 * callers.Count) + $"{page.Ellipsis} {site.Frames.Length - MostFrames} more", Palette.Dim));
    }

    private static string Fitted(Page page, string frame, int indent) =>
        Shortening.Middle(page.Safe(frame), page.Width - indent, page.Ellipsis);
}
