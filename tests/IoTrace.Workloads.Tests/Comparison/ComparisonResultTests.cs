using IoTrace.Workloads.Comparison;
using IoTrace.Workloads.Statistics;

namespace IoTrace.Workloads.Tests.Comparison;

public sealed class ComparisonResultTests
{
    [Fact]
    public void Every_block_has_each_contender_once_in_changing_order()
    {
        int[] order = [.. Schedule.Of(3, 20, seed: 1)];

        Assert.All(order.Chunk(3), block => Assert.Equal([0, 1, 2], block.Order()));
        Assert.True(order.Chunk(3).Select(b => string.Join(',', b)).Distinct().Count() > 3);
    }

    [Fact]
    public void Bytes_are_compared_by_throughput_and_commands_by_time()
    {
        Assert.Equal(Metric.Throughput, Compare(Copies("a", 1), Copies("b", 1)).Metric);
        Assert.Equal(Metric.OperationRate, Compare(Copies("a", 1), Plain("b", 1)).Metric);
        Assert.Equal(Metric.Time, Compare(Copies("a", 1), Command("b")).Metric);
    }

    [Fact]
    public void A_contender_is_held_against_the_baseline_whichever_was_named_first()
    {
        var result = ComparisonResult.Of([Copies("slow", 2), Copies("fast", 1)], "fast", 0.02, interrupted: false, seed: 1);
        var contrast = result.AgainstBaseline("slow")!;

        Assert.Equal(Outcome.Slower, contrast.Outcome);
        Assert.Equal(0.5, contrast.Ratio, 2);
        Assert.Null(result.AgainstBaseline("fast"));
    }

    [Fact]
    public void An_interrupted_comparison_keeps_what_is_there()
    {
        var result = ComparisonResult.Of([Copies("a", 1), new Series("b", null, false, [])], "a", 0.02, interrupted: true, seed: 1);

        Assert.Equal("a", Assert.Single(result.Standings).Series.Name);
        Assert.Empty(result.Pairs);
    }

    private static ComparisonResult Compare(params Series[] series) => ComparisonResult.Of(series, series[0].Name, 0.02, interrupted: false, seed: 1);

    private static Series Copies(string name, double seconds) => Make(name, i => new RunFigures(seconds + (i * 1e-3), 1 << 20, 8, 0.1, 16, 0, 1));

    private static Series Plain(string name, double seconds) => Make(name, i => new RunFigures(seconds + (i * 1e-3), null, 8, 0.1, 16, 0, 1));

    private static Series Command(string name) => Make(name, i => new RunFigures(1 + (i * 1e-3), null, null, 0.1, null, null, 1));

    private static Series Make(string name, Func<int, RunFigures> run) => new(name, null, false, [.. Enumerable.Range(0, 10).Select(run)]);
}
