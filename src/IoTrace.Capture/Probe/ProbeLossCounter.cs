namespace IoTrace.Capture.Probe;

/// <summary>Counts what is missing from a stream of probe events, from their sequence numbers. Feed it every event, in order.</summary>
public sealed class ProbeLossCounter
{
    private long _sequence = -1;
    private long _countedSequence = -1;
    private int _counted;

    /// <summary>Aggregates that were sent and did not arrive.</summary>
    public long LostAggregates { get; private set; }

    /// <summary>Whole periods of which nothing is known.</summary>
    public long LostPeriods { get; private set; }

    public void Add(ProbeEvent probeEvent)
    {
        switch (probeEvent)
        {
            case ProbeAggregate aggregate:
                _counted = aggregate.Sequence == _countedSequence ? _counted + 1 : 1;
                _countedSequence = aggregate.Sequence;
                break;
            case ProbeFlush flush:
                if (_sequence >= 0 && flush.Sequence > _sequence + 1)
                    LostPeriods += flush.Sequence - _sequence - 1;
                LostAggregates += flush.Aggregates - (_countedSequence == flush.Sequence ? _counted : 0);
                _sequence = flush.Sequence;
                break;
        }
    }
}
