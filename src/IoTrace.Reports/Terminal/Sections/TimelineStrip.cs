using IoTrace.Analysis.Results;
using IoTrace.Reports.Formatting;

namespace IoTrace.Reports.Terminal.Sections;

/// <summary>The window from left to right: how busy it was, and which state led.</summary>
internal static class TimelineStrip
{
    private const string Heights = "▁▂▃▄▅▆▇█";

    public static void Write(Diagnosis diagnosis, Page page, int labelWidth)
    {
        if (diagnosis.Timeline.Length < 2)
            return;

        var columns = Columns(diagnosis, page.Width - labelWidth - 4);
        var leaders = columns.Select(Leader).ToArray();
        page.Blank();
        if (page.Unicode)
            page.WriteLine([Label("activity", labelWidth), .. columns.Select((times, i) => new Run(Height(times), Style(leaders[i])))]);
        page.WriteLine([Label("leading", labelWidth), .. leaders.Select(state => new Run(Letter(state), Style(state)))]);

        var end = Quantity.Duration(diagnosis.Window.DurationSeconds);
        page.WriteLine(new Run(new string(' ', labelWidth + 4) + "0 s" + end.PadLeft(columns.Length - 3), Palette.Dim));
        page.WriteText(
            new string(' ', labelWidth + 4),
            leaders.Distinct().Where(state => state is not null).Order()
                .SelectMany(state => new[] { new Run(Letter(state), Style(state)), new Run("=" + Wording.Label(state!.Value).Replace(' ', '\u00a0') + " ", Palette.Dim) }));
    }

    /// <summary>One budget for each column: slices are summed where there are more of them than columns, and repeated where fewer.</summary>
    private static StateTimes[] Columns(Diagnosis diagnosis, int count)
    {
        var columns = new StateTimes[count];
        var slices = diagnosis.Timeline;
        for (var i = 0; i < count; i++)
        {
            var first = (int)((long)i * slices.Length / count);
            var end = Math.Max(first + 1, (int)((long)(i + 1) * slices.Length / count));
            for (var slice = first; slice < end; slice++)
            {
                columns[i].Add(slices[slice].WallClock);
            }
        }

        return columns;
    }

    private static ThreadState? Leader(StateTimes times) =>
        times.Total > 0 ? Wording.Ranked(times).First().State : null;

    private static string Height(StateTimes times)
    {
        var busy = times.Total > 0 ? 1 - times.Sum(ThreadState.Idle, ThreadState.Sleep, ThreadState.Unknown) / times.Total : 0;
        return Heights[Math.Clamp((int)Math.Round(busy * (Heights.Length - 1)), 0, Heights.Length - 1)].ToString();
    }

    private static Run Label(string label, int width) => new($"  {label.PadRight(width)}  ", Palette.Dim);

    private static string Letter(ThreadState? state) => state is { } known ? Palette.Letter(known).ToString() : " ";

    private static Spectre.Console.Style Style(ThreadState? state) => state is { } known ? Palette.Of(known) : Palette.Plain;
}
