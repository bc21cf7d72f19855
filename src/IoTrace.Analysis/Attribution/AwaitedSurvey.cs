using IoTrace.Analysis.Observations;
using IoTrace.Analysis.Tallies;

namespace IoTrace.Analysis.Attribution;

/// <summary>
/// Spans in which an answer was awaited, as the probe tells, in order and without overlap. They are told when they are over, and so
/// have to be known beforehand.
/// </summary>
internal sealed class AwaitedSurvey
{
    private readonly List<(Timestamp From, Timestamp To)> peers = [];
    private readonly List<(Timestamp From, Timestamp To)> local = [];

    /// <summary>Answers of peers.</summary>
    public IReadOnlyList<(Timestamp From, Timestamp To)> Peers => peers;

    /// <summary>Answers on local sockets, which .NET's named pipes are: they come from another process of this machine.</summary>
    public IReadOnlyList<(Timestamp From, Timestamp To)> Local => local;

    public void Take(NetworkAwaited span) => Spans.Join(HostAndPort.IsLocal(span.Endpoint) ? local : peers, span.From, span.To);
}
