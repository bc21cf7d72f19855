using IoTrace.Analysis.Observations;

namespace IoTrace.Analysis.Attribution;

/// <summary>When children and connections were looked for, and how often any were found.</summary>
internal sealed class SurroundingsSurvey
{
    /// <summary>More than this, of the looks or of a span, is most of it: what is there longer than not stands for the whole.</summary>
    private const double Half = 0.5;

    /// <summary>Chosen: fewer than one connection in ten may have come since the kernel was asked last, or gone before it was.</summary>
    private const double NearlyAll = 0.9;

    private readonly List<(Timestamp At, bool Any)> children = [];
    private int looksWithPeers;
    private int looksWithLocalOnly;
    private Timestamp? last;
    private (long Seen, long Told) connections;

    /// <summary>Whether a child process lived, look by look: one that is found at a look may have lived since the look before.</summary>
    public IReadOnlyList<(Timestamp At, bool Any)> Children => children;

    /// <summary>Whether connections that the process had opened were there most of the time.</summary>
    public bool MostlyHasPeers => looksWithPeers > Half * children.Count;

    /// <summary>Whether the only ones, most of the time, were to local sockets.</summary>
    public bool MostlyHasLocalPeersOnly => looksWithLocalOnly > Half * children.Count;

    /// <summary>Whether a child process lived most of the time.</summary>
    public bool MostlyHasChildren => children.Count(c => c.Any) > Half * children.Count;

    /// <summary>Whether the kernel told of nearly all of these which side spoke last; some come and go between two looks.</summary>
    public bool TellsAnswers => connections.Told > NearlyAll * connections.Seen;

    public void Take(SurroundingsSeen seen)
    {
        children.Add((seen.At, seen.Children > 0));
        looksWithPeers += seen.HasPeers ? 1 : 0;
        looksWithLocalOnly += seen is { Peers: 0, LocalPeers: > 0 } ? 1 : 0;
        connections = (connections.Seen + seen.Peers + seen.LocalPeers, connections.Told + seen.Told);
        last = seen.At;
    }

    /// <summary>
    /// Whether nobody looked in the larger part of a span, or not since: a thing that is missing between two looks was not there for
    /// long, but after the last one anything may have come.
    /// </summary>
    public bool IsUnseen(Timestamp from, Timestamp to) => last is not { } seen || (to - seen).Seconds > Half * (to - from).Seconds;
}
