using IoTrace.Analysis.Observations;
using IoTrace.Analysis.Tallies;

namespace IoTrace.Cli.Commands;

/// <summary>The calls that a workload made on its files and peers, from what the probe told.</summary>
internal static class WorkloadCalls
{
    // What had no room in the probe's table is told under such a name. By then the files of the runtime are long in it.
    private const char CatchAll = '(';

    /// <param name="folder">In which the workload works; what the runtime reads elsewhere does not count.</param>
    /// <returns>Null where the probe was not at work, or not everything that it told has come.</returns>
    public static long? Count(IEnumerable<Observation> observations, string folder) => CountedCalls.Of(observations, counted => counted.Operation switch
    {
        // The same call as the copy, under its other file; and a time between two calls.
        IoOperation.CopySource or IoOperation.Response or IoOperation.Rest => false,
        _ => counted.Kind is ResourceKind.Socket or ResourceKind.Listener
            || (counted.Kind == ResourceKind.File && (counted.Name.StartsWith(CatchAll) || counted.Name.StartsWith(folder, StringComparison.Ordinal))),
    });
}
