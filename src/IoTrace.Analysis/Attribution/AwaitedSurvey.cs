using IoTrace.Analysis.Observations;
using IoTrace.Analysis.Tallies;

namespace IoTrace.Analysis.Attribution;

/// <summary>
/// Spans in which an answer was awaited, as the probe tells, in order and without overlap. They are told when they are over, and so
/// have to be known beforehand.
/// </summary>
internal sealed class AwaitedSurvey
{
    /// <summary>More than this of a wait is most of it.</summary>
    private const double Half = 0.5;

    private readonly Dictionary<string, (Timestamp From, Timestamp To)> inVain = [];
    private readonly List<(Timestamp From, Timestamp To)> peers = [];
    private readonly List<(Timestamp From, Timestamp To)> local = [];

    /// <summary>Answers of peers.</summary>
    public IReadOnlyList<(Timestamp From, Timestamp To)> Peers => peers;

    /// <summary>Answers on local sockets, which .NET's named pipes are: they come from another process of this machine.</summary>
    public IReadOnlyList<(Timestamp From, Timestamp To)> Local => local;

    /// <summary>Whether most of the time in which answers of peers were awaited, it was for long and none came within the recording.</summary>
    public bool IsMostlyInVain => inVain.Where(v => !HostAndPort.IsLocal(v.Key)).Select(v => v.Value.To - v.Value.From).Where(d => d > StreamedSurvey.LongestPause).Select(d => d.Seconds).DefaultIfEmpty().Max()
        > Half * peers.Sum(s => (s.To - s.From).Seconds);

    public void Take(NetworkAwaited span)
    {
        Spans.Join(HostAndPort.IsLocal(span.Endpoint) ? local : peers, span.From, span.To);
        if (span.Answers > 0)
        {
            inVain.Remove(span.Endpoint);
        }
        else
        {
            inVain[span.Endpoint] = (inVain.TryGetValue(span.Endpoint, out var begun) ? begun.From : span.From, span.To);
        }
    }
}
