using IoTrace.Analysis.Observations;

namespace IoTrace.Cli.Commands;

/// <summary>
/// The calls that a workload made, from what the probe told. A report lists the files that were waited for longest; this is the sum over all,
/// however many they are.
/// </summary>
internal static class WorkloadCalls
{
    // What had no room in the probe's table is told under such a name. By then the files of the runtime are long in it.
    private const char CatchAll = '(';

    /// <param name="folder">In which the workload works; what the runtime reads elsewhere does not count.</param>
    /// <returns>Null where the probe was not at work, or not everything that it told has come.</returns>
    public static long? Count(IEnumerable<Observation> observations, string folder)
    {
        long calls = 0;
        var active = false;
        var told = new Dictionary<(long, ResourceKind, string, IoOperation), int>();
        List<OperationsCounted> again = [];
        foreach (var observation in observations)
        {
            active |= observation is ProbeActive;
            if (observation is EventsDropped or StreamTruncated)
                return null;

            if (observation is not OperationsCounted counted || !IsOfWorkload(counted, folder))
                continue;

            if (counted.AtEnd)
            {
                again.Add(counted);
                continue;
            }

            calls += counted.Count;
            told[Key(counted)] = told.GetValueOrDefault(Key(counted)) + 1;
        }

        // At the end the probe cannot know whether its last sums have arrived, and tells them again.
        foreach (var counted in again)
        {
            var times = told.GetValueOrDefault(Key(counted));
            told[Key(counted)] = times - 1;
            calls += times > 0 ? 0 : counted.Count;
        }

        return active ? calls : null;
    }

    private static bool IsOfWorkload(OperationsCounted counted, string folder) => counted.Operation switch
    {
        // The same call as the copy, under its other file; and a time between two calls.
        IoOperation.CopySource or IoOperation.Response => false,
        _ => counted.Kind is ResourceKind.Socket or ResourceKind.Listener
            || (counted.Kind == ResourceKind.File && (counted.Name.StartsWith(CatchAll) || counted.Name.StartsWith(folder, StringComparison.Ordinal))),
    };

    private static (long, ResourceKind, string, IoOperation) Key(OperationsCounted counted) => (counted.Sequence, counted.Kind, counted.Name, counted.Operation);
}
