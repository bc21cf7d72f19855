using IoTrace.Analysis.Results;
using IoTrace.Reports.Formatting;

namespace IoTrace.Reports.Terminal.Sections;

/// <summary>A budget as running text: <c>file sync 9.10 s · CPU, user code 600 ms</c>.</summary>
internal static class StateList
{
    public static IEnumerable<Run> Of(StateTimes times)
    {
        var first = true;
        foreach (var (state, seconds) in Wording.Ranked(times))
        {
            if (!first)
                yield return new Run(Wrapping.Glue + "· ", Palette.Dim);
            first = false;
            yield return new Run(Glued(Wording.OfThreads(state)), Palette.Of(state));
            yield return Glued($" {Quantity.Duration(seconds)}");
        }
    }

    private static string Glued(string text) => text.Replace(' ', Wrapping.Glue);
}
