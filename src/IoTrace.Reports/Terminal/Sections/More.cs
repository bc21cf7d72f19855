using IoTrace.Reports.Formatting;

namespace IoTrace.Reports.Terminal.Sections;

/// <summary>Says how much a section leaves out.</summary>
internal static class More
{
    public static void Write(Page page, int count, string thing)
    {
        if (count > 0)
            page.WriteLine(new Run($"  and {Quantity.Things(count, "more " + thing)}", Palette.Dim));
    }
}
