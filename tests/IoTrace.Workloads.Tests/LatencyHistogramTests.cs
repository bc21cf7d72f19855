using System.Diagnostics;

using IoTrace.Workloads.Measuring;

namespace IoTrace.Workloads.Tests;

public sealed class LatencyHistogramTests
{
    [Fact]
    public void Percentiles_are_within_a_thirtysecond_of_the_truth()
    {
        var histogram = new LatencyHistogram();
        for (var i = 1; i <= 10_000; i++)
            histogram.Add((long)(i * 1e-6 * Stopwatch.Frequency));

        var summary = histogram.Summary()!;
        Assert.InRange(summary.P50, 5e-3 * 31 / 32, 5e-3 * 33 / 32);
        Assert.InRange(summary.P99, 9.9e-3 * 31 / 32, 9.9e-3 * 33 / 32);
        Assert.Equal(10_000, summary.Count);
        Assert.Equal(0.01, summary.Max, 6);
    }

    [Fact]
    public void Nothing_has_no_percentiles() => Assert.Null(new LatencyHistogram().Summary());

    [Fact]
    public void Any_time_has_a_place()
    {
        var histogram = new LatencyHistogram();
        foreach (var ticks in (long[])[0, 1, 31, 32, 33, 1L << 40, 1L << 53])
            histogram.Add(ticks);

        Assert.Equal(7, histogram.Summary()!.Count);
    }
}
