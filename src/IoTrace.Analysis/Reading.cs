using IoTrace.Analysis.Attribution;
using IoTrace.Analysis.Observations;
using IoTrace.Analysis.Tallies;
using IoTrace.Analysis.Timeline;

namespace IoTrace.Analysis;

/// <summary>The second reading of a recording: the process's state from look to look, and everything that is added up.</summary>
internal sealed class Reading
{
    private readonly Replay replay;

    public Reading(RecordingFacts facts, StackSurvey survey)
    {
        replay = new Replay(facts, survey, slice => Budget.Add(slice, Requests.InFlightUntil(slice.End)));
        Operations = new OperationTally(facts);
    }

    public ProcessState State => replay.State;

    public BudgetTally Budget { get; } = new();

    public NetworkTally Network { get; } = new();

    public GcTally Gc { get; } = new();

    public PoolTally Pool { get; } = new();

    public LockTally Locks { get; } = new();

    public RequestTally Requests { get; } = new();

    public IoTally Io { get; } = new();

    public OperationTally Operations { get; }

    public Timestamp? First { get; private set; }

    public Timestamp Last { get; private set; }

    public EventLoss Lost { get; private set; }

    public bool Truncated { get; private set; }

    public Reading Run(IRecordingSource source)
    {
        foreach (var observation in source.Read())
        {
            Take(observation);
        }

        replay.End();
        return this;
    }

    private void Take(Observation observation)
    {
        First ??= observation.At;
        Last = observation.At;
        Lost = observation is EventsDropped dropped ? Lost.With(dropped) : Lost;
        Truncated |= observation is StreamTruncated;
        Network.Take(observation);
        Gc.Take(observation);
        Pool.Take(observation);
        Locks.Take(observation);
        Requests.Take(observation);
        Io.Take(observation);
        Operations.Take(observation);
        foreach (var look in replay.Take(observation))
            Locks.Take(look);
    }
}
