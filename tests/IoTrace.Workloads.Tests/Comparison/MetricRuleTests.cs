using IoTrace.Workloads.Comparison;

namespace IoTrace.Workloads.Tests.Comparison;

/// <summary>A name with a dollar is a command.</summary>
public sealed class MetricRuleTests
{
    [Theory]
    [InlineData(Metric.Throughput, "copy-sync", "copy-tree", "random-read", "cpu-hash")]
    [InlineData(Metric.OperationRate, "http-fan-out", "http-fan-out")]
    [InlineData(Metric.OperationRate, "metadata", "metadata")]
    [InlineData(Metric.Time, "$cp", "$cat")]
    [InlineData(Metric.Time, "copy-sync", "$cp", "web-crawl")]
    public void What_is_alike_is_compared_by_what_it_is_counted_in(Metric metric, params string[] names) => Assert.Equal(metric, Of(names));

    [Theory]
    [InlineData("metadata and copy-sync do not compare", "copy-sync", "metadata")]
    [InlineData("web-crawl and copy-file do not compare", "copy-file", "web-crawl")]
    [InlineData("lock-contention and idle do not compare", "lock-contention", "lock-contention", "idle")]
    [InlineData("fsync-log and the command '$cp' do not compare", "copy-sync", "$cp", "fsync-log")]
    [InlineData("cpu-spin and the command '$cp' do not compare", "$cp", "cpu-spin")]
    public void What_is_not_alike_is_a_usage_error_that_names_the_two_and_what_does_compare(string message, params string[] names)
    {
        var error = Assert.Throws<WorkloadException>(() => Of(names));

        Assert.True(error.IsUsage);
        Assert.StartsWith(message, error.Message);
        Assert.Contains("compare with each other", error.Message);
    }

    private static Metric Of(string[] names) =>
        MetricRule.Of([.. names.Select(n => (n, n.StartsWith('$') ? null : Subject.Of(Catalogue.Find(n).Info)))]);
}
