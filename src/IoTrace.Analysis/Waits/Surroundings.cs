using IoTrace.Analysis.Observations;

namespace IoTrace.Analysis.Waits;

/// <summary>When children and connections were looked for, and how often any were found.</summary>
internal sealed class Surroundings
{
    /// <summary>More than this, of the looks or of a span, is most of it: what is there longer than not stands for the whole.</summary>
    private const double Half = 0.5;

    private readonly List<SurroundingsSeen> looks = [];

    /// <summary>Whether connections that the process had opened were there most of the time.</summary>
    public bool MostlyHasPeers => Mostly(l => l.HasPeers);

    /// <summary>Whether the only ones, most of the time, were to local sockets.</summary>
    public bool MostlyHasLocalPeersOnly => Mostly(l => l is { Peers: 0, LocalPeers: > 0 });

    /// <summary>Whether a child process lived most of the time.</summary>
    public bool MostlyHasChildren => Mostly(l => l.Children > 0);

    public void Learn(Observation observation)
    {
        if (observation is SurroundingsSeen seen)
        {
            looks.Add(seen);
        }
    }

    /// <summary>What the look before an instant found; null before the first one.</summary>
    public SurroundingsSeen? At(Timestamp now) => After(now) is var index && index > 0 ? looks[index - 1] : null;

    /// <summary>Whether a child process lives: it was there at the look before, or one that is found at the next may have lived since then.</summary>
    public bool ChildLives(Timestamp now)
    {
        var next = After(now);
        return (next > 0 && looks[next - 1].Children > 0) || (next < looks.Count && looks[next].Children > 0);
    }

    /// <summary>
    /// Whether nobody looked in the larger part of a span, or not since: a thing that is missing between two looks was not there for
    /// long, but after the last one anything may have come.
    /// </summary>
    public bool IsUnseen(Timestamp from, Timestamp to) => looks.Count == 0 || (to - looks[^1].At).Seconds > Half * (to - from).Seconds;

    private bool Mostly(Func<SurroundingsSeen, bool> found) => looks.Count(found) > Half * looks.Count;

    /// <summary>The first look that comes after an instant.</summary>
    private int After(Timestamp now)
    {
        var (low, high) = (0, looks.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = looks[middle].At <= now ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
