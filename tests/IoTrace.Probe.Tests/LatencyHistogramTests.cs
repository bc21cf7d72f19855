using IoTrace.Analysis.Observations;

namespace IoTrace.Probe.Tests;

public sealed class LatencyHistogramTests
{
    [Fact]
    public void Percentiles_are_within_five_percent()
    {
        var random = new Random(7);
        var values = Enumerable.Range(0, 10_000).Select(_ => (long)Math.Exp(random.NextDouble() * 20 + 3)).Order().ToList();
        var histogram = Of(values);
        foreach (var quantile in new[] { 0.01, 0.5, 0.9, 0.99, 0.999 })
        {
            var exact = values[(int)Math.Ceiling(quantile * values.Count) - 1];
            Assert.InRange(histogram.Percentile(quantile)!.Value / exact, 0.95, 1.05);
        }
        Assert.Equal(values[^1], histogram.Percentile(1)!.Value, values[^1] * 0.05);
    }

    [Fact]
    public void Merging_adds_up()
    {
        var merged = Of([5, 1000, 1000]).Merge(Of([1000, 70_000])).Merge(LatencyHistogram.Empty);
        Assert.Equal(5, merged.Count);
        Assert.Equal(70_000, merged.MaxNanoseconds);
        Assert.Equal(1000, merged.Percentile(0.5)!.Value, 50.0);
        Assert.Null(LatencyHistogram.Empty.Percentile(0.5));
    }

    [Theory]
    [InlineData("5")]
    [InlineData("5:x")]
    [InlineData("9:1,5:1")]
    public void Text_that_is_no_histogram_is_refused(string text) =>
        Assert.Throws<FormatException>(() => LatencyHistogram.Parse(text, 0));

    private static LatencyHistogram Of(IReadOnlyCollection<long> values) => LatencyHistogram.Parse(
        string.Join(',', values.GroupBy(LatencyHistogram.BucketOf).OrderBy(group => group.Key).Select(group => $"{group.Key}:{group.Count()}")),
        values.Max());
}
