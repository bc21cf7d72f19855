using IoTrace.Analysis.Observations;
using IoTrace.Capture.Probe;

namespace IoTrace.Probe.Tests;

/// <summary>Sums of aggregates by path and operation.</summary>
internal sealed class Totals
{
    private readonly Dictionary<(string Name, IoOperation Operation), Sum> _sums = [];

    public Totals(IEnumerable<ProbeEvent> events)
    {
        foreach (var aggregate in events.OfType<ProbeAggregate>())
        {
            var key = (aggregate.Resource.Name, aggregate.Operation);
            var sum = _sums.GetValueOrDefault(key, new Sum(0, 0, 0, 0, LatencyHistogram.Empty));
            _sums[key] = new Sum(
                sum.Count + aggregate.Count, sum.Bytes + aggregate.Bytes, sum.Errors + aggregate.Errors,
                sum.Nanoseconds + aggregate.TotalNanoseconds, sum.Latency.Merge(aggregate.Latency));
        }
    }

    public Sum Of(string name, IoOperation operation) =>
        _sums.GetValueOrDefault((name, operation), new Sum(0, 0, 0, 0, LatencyHistogram.Empty));

    public IEnumerable<string> Names => _sums.Keys.Select(key => key.Name).Distinct();

    public IEnumerable<(string Name, IoOperation Operation, Sum Sum)> All => _sums.Select(pair => (pair.Key.Name, pair.Key.Operation, pair.Value));

    public static void AssertNothingLost(IEnumerable<ProbeEvent> events)
    {
        var loss = new ProbeLossCounter();
        foreach (var probeEvent in events)
            loss.Add(probeEvent);
        Assert.Equal((0, 0), (loss.LostAggregates, loss.LostPeriods));
    }

    public sealed record Sum(long Count, long Bytes, long Errors, long Nanoseconds, LatencyHistogram Latency);
}
