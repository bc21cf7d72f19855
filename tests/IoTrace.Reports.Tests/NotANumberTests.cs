using IoTrace.Analysis.Results;
using IoTrace.Reports.Tests.Made;
using IoTrace.Reports.Tests.Support;

namespace IoTrace.Reports.Tests;

public sealed class NotANumberTests
{
    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(-1)]
    [InlineData(1e300)]
    public void No_report_fails_or_shows_a_number_that_is_none(double value)
    {
        var times = new StateTimes();
        foreach (var state in StateTimes.States)
        {
            times[state] = value;
        }

        var diagnosis = Io.Diagnosis() with
        {
            Window = new WindowInfo(Diagnoses.Start, value, false),
            WallClock = times,
            ThreadTime = times,
            Timeline = Diagnoses.Timeline(1, 3, _ => times),
            Bounds = new WhatIfBounds(new WhatIf(value, value, value), new WhatIf(value, value, value)),
            Quality = Diagnoses.Good with { Overhead = new Overhead(value, value) },
        };

        foreach (var report in new[] { Rendered.Terminal(diagnosis), Rendered.Markdown(diagnosis), Rendered.Json(diagnosis), Rendered.Speedscope(diagnosis) })
        {
            Assert.DoesNotContain("NaN", report, StringComparison.Ordinal);
            Assert.DoesNotContain("Infinity", report, StringComparison.Ordinal);
            Assert.DoesNotContain("∞", report, StringComparison.Ordinal);
        }
    }
}
