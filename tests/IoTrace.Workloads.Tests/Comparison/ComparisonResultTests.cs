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
    public void Requests_are_compared_by_their_number_whatever_the_answers_weigh()
    {
        var result = Compare(Requests("heavy", bytes: 1 << 20), Requests("light", bytes: 1));

        Assert.Equal(Metric.OperationRate, result.Metric);
        Assert.Equal(Outcome.NoMeasurableDifference, Assert.Single(result.Pairs).Contrast.Outcome);
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
        var result = ComparisonResult.Of([Copies("a", 1), Copies("b", 1) with { Runs = [] }], "a", 0.02, interrupted: true, seed: 1);

        Assert.Equal("a", Assert.Single(result.Standings).Series.Name);
        Assert.Empty(result.Pairs);
    }

    private static ComparisonResult Compare(params Series[] series) => ComparisonResult.Of(series, series[0].Name, 0.02, interrupted: false, seed: 1);

    private static Series Copies(string name, double seconds) => Make(name, "copy-sync", i => new RunFigures(seconds + (i * 1e-3), 1 << 20, 8, 0.1, 16, 0, 1));

    private static Series Requests(string name, long bytes) => Make(name, "http-fan-out", i => new RunFigures(1 + (i * 1e-3), bytes, 8, 0.1, 16, 0, 1));

    private static Series Make(string name, string workload, Func<int, RunFigures> run) =>
        new(name, null, false, [.. Enumerable.Range(0, 10).Select(run)]) { Subject = Subject.Of(Catalogue.Find(workload).Info) };
}
