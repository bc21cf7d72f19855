using IoTrace.Analysis.Results;
using IoTrace.Reports.Formatting;

namespace IoTrace.Reports.Terminal.FirstScreen;

/// <summary>The three sums that decide the verdict, I/O, CPU and the rest, each with its largest causes.</summary>
internal static class GroupBars
{
    private const string Eighths = " ▏▎▍▌▋▊▉█";

    /// <summary>Widest bar: a share is read from its number, the bar only ranks.</summary>
    private const int Bar = 24;

    private const int LabelWidth = 5;

    /// <summary>Causes named beside a bar.</summary>
    private const int MostParts = 3;

    /// <summary>Below one percent of the time a cause is not worth the space.</summary>
    private const double WorthNaming = 0.01;

    private static readonly (string Label, Bound Bound, ThreadState Color)[] Groups =
    [
        ("I/O", Bound.Io, ThreadState.Network),
        ("CPU", Bound.Cpu, ThreadState.CpuUser),
        ("other", Bound.Neither, ThreadState.Idle),
    ];

    public static void Write(Diagnosis diagnosis, Page page)
    {
        if (diagnosis.CauseShares.IsDefaultOrEmpty)
            return;

        page.Heading("Where the time goes", Quantity.Duration(diagnosis.Window.DurationSeconds));
        foreach (var (label, bound, color) in Groups)
        {
            var causes = diagnosis.CauseShares.Where(share => share.Cause.BoundOf() == bound).ToList();
            var sum = causes.Where(share => double.IsFinite(share.Share)).Sum(share => share.Share);
            var parts = causes.Where(share => share.Share >= WorthNaming).Take(MostParts)
                .Select(share => $"{share.Cause.Name()} {Quantity.Percent(share.Share)}");
            page.WriteLine(
                $"  {label.PadRight(LabelWidth)}  ",
                new Run(Filled(sum, page.Unicode).PadRight(Bar), Palette.Of(color)),
                new Run($"{Quantity.Percent(sum),7}", Palette.Strong),
                new Run("  " + string.Join(", ", parts), Palette.Dim));
        }
    }

    private static string Filled(double share, bool unicode)
    {
        var eighths = (int)Math.Round(Math.Clamp(share, 0, 1) * Bar * 8);
        return unicode
            ? new string('█', eighths / 8) + (eighths % 8 > 0 ? Eighths[eighths % 8].ToString() : "")
            : new string('#', eighths / 8);
    }
}
