using IoTrace.Analysis.Results;

namespace IoTrace.Analysis.Tallies;

/// <summary>A peer with its exact operations.</summary>
/// <param name="Name">As the probe has it.</param>
/// <param name="SlowSeconds">Time of threads in calls long enough to be told one by one; asynchronous waits are in no call.</param>
internal sealed record CountedPeer(string Name, EndpointUsage Usage, double SlowSeconds);
