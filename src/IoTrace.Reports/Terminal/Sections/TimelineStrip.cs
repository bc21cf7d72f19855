using IoTrace.Analysis.Results;
using IoTrace.Reports.Formatting;

namespace IoTrace.Reports.Terminal.Sections;

/// <summary>The window from left to right: how busy it was, and which state led. Left out when nothing changes.</summary>
internal static class TimelineStrip
{
    private const string Heights = "▁▂▃▄▅▆▇█";

    public static void Write(Diagnosis diagnosis, Page page, int labelWidth)
    {
        if (diagnosis.Timeline.Length < 2)
            return;

        var columns = Columns(diagnosis, page.Width - labelWidth - 4);
        var leaders = columns.Select(Leader).ToArray();
        var heights = columns.Select(Height).ToArray();
        var steady = diagnosis.Phases.Length < 2 && leaders.Distinct().Count() == 1 && heights.Distinct().Count() == 1;
        if (leaders.All(state => state is null) || steady)
            return;

        page.Blank();
        if (page.Unicode && heights.Distinct().Count() > 1)
            page.WriteLine([Label("activity", labelWidth), .. heights.Select((height, i) => new Run(height, Style(leaders[i])))]);
        page.WriteLine([Label("leading", labelWidth), .. leaders.Select(state => new Run(Letter(state), Style(state)))]);
        if (diagnosis.Phases.Length > 1)
            page.WriteLine([Label("phase", labelWidth), .. Phases(diagnosis, columns.Length, page.Unicode)]);

        var end = Quantity.Duration(diagnosis.Window.DurationSeconds);
        page.WriteLine(new Run(new string(' ', labelWidth + 4) + "0 s" + end.PadLeft(columns.Length - 3), Palette.Dim));
        page.WriteText(new string(' ', labelWidth + 4), Legend(leaders));
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

    /// <summary>Each phase as its letter and a line up to the next one.</summary>
    private static IEnumerable<Run> Phases(Diagnosis diagnosis, int count, bool unicode)
    {
        var starts = diagnosis.Phases.Select(phase => (int)Math.Round(phase.StartSeconds / diagnosis.Window.DurationSeconds * count)).ToArray();
        starts[0] = 0;
        for (var i = 0; i < starts.Length; i++)
        {
            var width = Math.Clamp((i + 1 < starts.Length ? starts[i + 1] : count) - starts[i], 0, count);
            var line = (Wording.PhaseName(i) + new string(unicode ? '─' : '-', width))[..width];
            yield return new Run(line, Palette.Of(diagnosis.Phases[i].Verdict.Bound));
        }
    }

    private static IEnumerable<Run> Legend(IEnumerable<ThreadState?> leaders)
    {
        var separator = "";
        foreach (var state in leaders.OfType<ThreadState>().Distinct().Order())
        {
            yield return new Run(separator, Palette.Dim);
            yield return new Run(Letter(state), Style(state));
            yield return new Run($" {Wording.Label(state)}".Replace(' ', Wrapping.Glue), Palette.Dim);
            separator = Wrapping.Glue + "· ";
        }
    }

    private static ThreadState? Leader(StateTimes times) =>
        times.Total > 0 ? Wording.Ranked(times).First().State : null;

    private static string Height(StateTimes times)
    {
        var busy = times.Total > 0 ? 1 - times.Sum(ThreadState.Idle, ThreadState.Sleep, ThreadState.Unknown) / times.Total : 0;
        return Heights[Math.Clamp((int)Math.Round(busy * (Heights.Length - 1)), 0, Heights.Length - 1)].ToString();
    }

    private static Run Label(string label, int width) => new($"  {label.PadRight(width)}  ", Palette.Dim);

    private static string Letter(ThreadState? state) => state is { } known ? StateStyle.Of(known).Letter.ToString() : " ";

    private static Spectre.Console.Style Style(ThreadState? state) => state is { } known ? Palette.Of(known) : Palette.Plain;
}
