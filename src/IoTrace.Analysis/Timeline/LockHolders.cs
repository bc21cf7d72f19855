using IoTrace.Analysis.Observations;

namespace IoTrace.Analysis.Timeline;

/// <summary>
/// Who waits for which lock, and who holds it. The runtime tells the holder when a wait begins; the lock may pass through many hands
/// until that wait ends, so whoever's wait for it ended last holds it, until a new wait tells otherwise.
/// </summary>
internal sealed class LockHolders
{
    /// <summary>Past this many locks no new ones are followed.</summary>
    private const int MostLocks = 20_000;

    private readonly Dictionary<ThreadId, ulong> waits = [];
    private readonly Dictionary<ulong, ThreadId> holders = [];

    public void Take(Observation observation)
    {
        switch (observation)
        {
            case ContentionStarted start:
                waits[start.Thread] = start.Lock;
                if (start is { Lock: not 0, Owner: { } owner })
                {
                    Hold(start.Lock, owner);
                }

                break;
            case ContentionEnded end when waits.Remove(end.Thread, out var got) && holders.ContainsKey(got):
                Hold(got, end.Thread);
                break;
            case { LosesEnds: true }:
                // A thread whose wait has ended unheard would wait whenever it idles; who holds what has changed since.
                waits.Clear();
                holders.Clear();
                break;
        }
    }

    /// <summary>Whether a thread waits for a lock.</summary>
    public bool Waits(ThreadId thread) => waits.ContainsKey(thread);

    /// <summary>Who holds the lock that a thread waits for; null where that is not known, as for a moment after it was let go.</summary>
    public ThreadId? HolderFor(ThreadId waiting) =>
        waits.TryGetValue(waiting, out var wanted) && holders.TryGetValue(wanted, out var holder)
        && !(waits.TryGetValue(holder, out var other) && other == wanted)
            ? holder
            : null;

    /// <summary>A thread is gone; its id may come back as another's.</summary>
    public void Forget(ThreadId thread) => waits.Remove(thread);

    private void Hold(ulong identity, ThreadId holder)
    {
        if (holders.Count < MostLocks || holders.ContainsKey(identity))
        {
            holders[identity] = holder;
        }
    }
}
