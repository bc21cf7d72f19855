using IoTrace.Analysis.Results;

namespace IoTrace.Analysis.Attribution;

/// <summary>The told operations of all activities that have one name, on one file or peer.</summary>
internal sealed class ToldActivities
{
    private readonly HashSet<string> ids = [];
    private StateTimes times;

    public ToldActivities() => times = new StateTimes();

    /// <summary>How many different activities there were.</summary>
    public int Count => ids.Count;

    public double Seconds(ThreadState state) => times[state];

    /// <summary>Takes in an operation; whether its activity is new.</summary>
    public bool Add(ThreadState state, double seconds, string? id)
    {
        times[state] += seconds;
        return id is not null && ids.Add(id);
    }
}
