using IoTrace.Analysis.Observations;

namespace IoTrace.Analysis.Waits;

/// <summary>
/// Requests that a server has taken up and not answered yet. Those taken up before the recording are not known, and where events
/// were lost the count begins anew: one lost end would keep a request under way for ever.
/// </summary>
internal sealed class RequestsInFlight
{
    private readonly Dictionary<Guid, Queue<Timestamp>> open = [];

    public int Count { get; private set; }

    /// <summary>Takes in an observation; how long the request took when it was the end of one whose start is known.</summary>
    public Duration? Take(Observation observation)
    {
        switch (observation)
        {
            case RequestStarted start:
                // Without activity ids all requests have the same key.
                if (!open.TryGetValue(start.Key, out var starts))
                {
                    open.Add(start.Key, starts = []);
                }

                starts.Enqueue(start.At);
                Count++;
                return null;
            case RequestEnded end when open.TryGetValue(end.Key, out var begun):
                Count--;
                var took = end.At - begun.Dequeue();
                if (begun.Count == 0)
                {
                    open.Remove(end.Key);
                }

                return took;
            case { LosesEnds: true }:
                open.Clear();
                Count = 0;
                return null;
            default:
                return null;
        }
    }
}
