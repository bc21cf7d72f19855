using IoTrace.Analysis.Results;
using IoTrace.Reports.Formatting;

namespace IoTrace.Reports.Terminal.Sections;

/// <summary>The wall-clock budget as bars, with the course of it over time.</summary>
internal static class WallClockSection
{
    private const string Eighths = " ▏▎▍▌▋▊▉█";

    public static void Write(Diagnosis diagnosis, Page page)
    {
        var ranked = Wording.Ranked(diagnosis.WallClock).ToList();
        if (ranked.Count == 0)
            return;

        page.Heading("Wall clock", Quantity.Duration(diagnosis.Window.DurationSeconds));
        var labels = ranked.Max(part => Wording.Label(part.State).Length);
        var withTimes = page.Width >= 60;
        var room = page.Width - 2 - labels - 2 - 8 - (withTimes ? 12 : 0);
        foreach (var (state, share) in ranked)
        {
            page.WriteLine(
                $"  {Wording.Label(state).PadRight(labels)}  ",
                new Run(Bar(share, room, page.Unicode).PadRight(room), Palette.Of(state)),
                new Run($"{Quantity.PercentInColumn(share),8}", Palette.Strong),
                new Run(withTimes ? $"{Quantity.Duration(share * diagnosis.Window.DurationSeconds),12}" : "", Palette.Dim));
        }

        TimelineStrip.Write(diagnosis, page, labels);
    }

    private static string Bar(double share, int room, bool unicode)
    {
        if (!unicode)
            return new string('#', (int)Math.Round(Math.Clamp(share, 0, 1) * room));

        var eighths = Math.Max(1, (int)Math.Round(Math.Clamp(share, 0, 1) * room * 8));
        return new string('█', eighths / 8) + (eighths % 8 > 0 ? Eighths[eighths % 8].ToString() : "");
    }
}
