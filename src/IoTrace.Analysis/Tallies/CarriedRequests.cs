using System.Collections.Immutable;

using IoTrace.Analysis.Results;

namespace IoTrace.Analysis.Tallies;

/// <summary>
/// Connections that carried requests of which the runtime told: the request stands for its connection. A request ends for the runtime
/// with the head of the answer where the program reads the rest as it comes; the connection's time has the rest.
/// </summary>
internal static class CarriedRequests
{
    /// <summary>
    /// Connections that waited longer than their requests by less than this carried nothing else: both are measured at two places. Chosen: a
    /// tenth, as between looks and clocks (<c>FileTimes.ClearlyMore</c>).
    /// </summary>
    private const double Alike = 1.1;

    /// <summary>
    /// The requests, with the time of their connections where that is longer; and the connections that are still to be listed. Which host a
    /// connection leads to is known by its port alone: where several share it, the connections that waited longer are listed themselves.
    /// </summary>
    public static (ImmutableArray<EndpointUsage> Requests, List<EndpointUsage> Connections) Fold(
        ImmutableArray<EndpointUsage> requests, IEnumerable<EndpointUsage> connections)
    {
        var told = new List<EndpointUsage>(requests);
        var listed = new List<EndpointUsage>();
        foreach (var byPort in connections.GroupBy(c => c.Port))
        {
            var carried = Enumerable.Range(0, told.Count).Where(i => told[i].Protocol is "http" or "https" && told[i].Port == byPort.Key).ToList();
            var waited = byPort.Sum(c => c.Seconds);
            if (carried.Count == 0 || (carried.Count > 1 && waited > Alike * carried.Sum(i => told[i].Seconds)))
            {
                listed.AddRange(byPort);
            }
            else if (carried.Count == 1 && byPort.All(c => c.Exact))
            {
                told[carried[0]] = told[carried[0]] with { Seconds = Math.Max(told[carried[0]].Seconds, waited) };
            }
        }

        return ([.. told], listed);
    }
}
