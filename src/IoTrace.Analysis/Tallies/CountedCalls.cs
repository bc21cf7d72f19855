using IoTrace.Analysis.Observations;

namespace IoTrace.Analysis.Tallies;

/// <summary>
/// The number of calls that the probe counted. A diagnosis lists the files that were waited for longest; this is the sum over all,
/// however many they are.
/// </summary>
public static class CountedCalls
{
    /// <summary>Counts those that are asked for.</summary>
    /// <returns>Null where the probe was not at work, or not everything that it told has come.</returns>
    public static long? Of(IEnumerable<Observation> observations, Func<OperationsCounted, bool> isAskedFor)
    {
        var (calls, active, told) = (0L, false, new ToldAgain());
        foreach (var observation in observations)
        {
            switch (observation)
            {
                case ProbeActive:
                    active = true;
                    break;
                case EventsDropped or StreamTruncated:
                    return null;
                case OperationsCounted counted when !told.Has(counted) && isAskedFor(counted):
                    calls += counted.Count;
                    break;
            }
        }

        return active ? calls : null;
    }
}
