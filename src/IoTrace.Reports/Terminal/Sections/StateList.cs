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
                yield return new Run(" · ", Palette.Dim);
            first = false;
            yield return new Run(Wording.Label(state), Palette.Of(state));
            yield return $" {Quantity.Duration(seconds)}";
        }
    }
}
