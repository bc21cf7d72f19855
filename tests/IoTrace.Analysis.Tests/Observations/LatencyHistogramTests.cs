namespace IoTrace.Analysis.Tests.Observations;

public class LatencyHistogramTests
{
    private static LatencyHistogram Of(params long[] nanoseconds) => LatencyHistogram.Parse(
        string.Join(',', nanoseconds.GroupBy(LatencyHistogram.BucketOf).OrderBy(g => g.Key).Select(g => $"{g.Key}:{g.Count()}")), nanoseconds.DefaultIfEmpty().Max());

    [Fact]
    public void Nothing_told_is_nothing_counted()
    {
        var none = LatencyHistogram.Parse("", 7);
        Assert.Same(LatencyHistogram.Empty, none);
        Assert.Equal(0, none.Count);
        Assert.Null(none.Percentile(0.5));
    }

    [Theory]
    [InlineData("7", "a histogram bucket has no count")]
    [InlineData("7:1,8", "a histogram bucket has no count")]
    [InlineData("7:1,7:2", "histogram buckets are not in order")]
    [InlineData("8:1,7:2", "histogram buckets are not in order")]
    public void Damaged_text_is_refused_with_the_reason(string text, string reason) =>
        Assert.Equal(reason, Assert.Throws<FormatException>(() => LatencyHistogram.Parse(text, 100)).Message);

    [Theory]
    [InlineData("-7:1")]
    [InlineData("7:-1")]
    [InlineData(" 7:1")]
    [InlineData("7:1,")]
    public void Text_that_the_probe_does_not_write_is_refused(string text) => Assert.Throws<FormatException>(() => LatencyHistogram.Parse(text, 100));

    [Theory]
    [InlineData(-5, 0)]
    [InlineData(0, 0)]
    [InlineData(15, 15)]
    [InlineData(16, 16)]
    [InlineData(31, 31)]
    [InlineData(32, 32)]
    [InlineData(33, 32)]
    [InlineData(1_000_000, 0x10E)]
    public void A_latency_has_the_probes_bucket(long nanoseconds, int bucket) => Assert.Equal(bucket, LatencyHistogram.BucketOf(nanoseconds));

    [Fact]
    public void Percentiles_are_at_most_a_thirtieth_off()
    {
        var random = new Random(1);
        var all = Enumerable.Range(0, 5000).Select(_ => (long)Math.Pow(10, 2 + (6 * random.NextDouble()))).Order().ToArray();
        var histogram = Of(all);
        Assert.Equal(all.Length, histogram.Count);
        Assert.Equal(all[^1], histogram.MaxNanoseconds);
        foreach (var quantile in (double[])[0, 0.001, 0.1, 0.5, 0.9, 0.99, 1])
        {
            var exact = (double)all[Math.Max(1, (int)Math.Ceiling(quantile * all.Length)) - 1];
            Assert.InRange(histogram.Percentile(quantile)!.Value, exact * 0.967, exact * 1.033);
        }
    }

    [Fact]
    public void No_percentile_is_over_the_longest()
    {
        var histogram = LatencyHistogram.Parse("300:2", 400_000);
        Assert.Equal(400_000, histogram.Percentile(1));
        Assert.Equal(800_000, histogram.TimeFrom(0));
    }

    [Theory]
    [InlineData(-0.01)]
    [InlineData(1.01)]
    public void A_quantile_is_between_nothing_and_all(double quantile) => Assert.Throws<ArgumentOutOfRangeException>(() => Of(5).Percentile(quantile));

    [Fact]
    public void Merging_is_as_counting_all_at_once()
    {
        var random = new Random(2);
        for (var i = 0; i < 50; i++)
        {
            long[] Some() => [.. Enumerable.Range(0, random.Next(12)).Select(_ => (long)Math.Pow(10, 6 * random.NextDouble()))];
            var (a, b) = (Some(), Some());
            var (merged, whole) = (Of(a).Merge(Of(b)), Of([.. a, .. b]));
            Assert.Equal(whole.Count, merged.Count);
            Assert.Equal(whole.MaxNanoseconds, merged.MaxNanoseconds);
            Assert.Equal(whole.TimeFrom(0), merged.TimeFrom(0), 6);
            Assert.Equal([.. Quantiles(whole)], Quantiles(merged));
        }

        static IEnumerable<double?> Quantiles(LatencyHistogram histogram) => Enumerable.Range(0, 21).Select(q => histogram.Percentile(q / 20.0));
    }

    [Fact]
    public void Merging_with_nothing_changes_nothing()
    {
        var some = Of(7, 900);
        Assert.Same(some, some.Merge(LatencyHistogram.Empty));
        Assert.Same(some, LatencyHistogram.Empty.Merge(some));
        Assert.Throws<ArgumentNullException>(() => some.Merge(null!));
    }

    [Fact]
    public void The_time_of_slow_operations_is_that_of_their_buckets()
    {
        var histogram = Of(10, 20, 20, 1_000_000, 3_000_000);
        Assert.Equal(histogram.TimeFrom(0), 10 + (2 * 20.5) + histogram.TimeFrom(1_000_000), 6);
        Assert.InRange(histogram.TimeFrom(1_000_000), 3.87e6, 4.13e6);
        Assert.InRange(histogram.TimeFrom(3_000_000), 2.9e6, 3e6);
        Assert.Equal(0, histogram.TimeFrom(4_000_000));
    }
}
