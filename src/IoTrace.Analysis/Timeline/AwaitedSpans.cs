using IoTrace.Analysis.Observations;

namespace IoTrace.Analysis.Timeline;

/// <summary>Spans in which something went on, such as the wait for an answer, asked for in the order of time.</summary>
/// <param name="spans">In order and without overlap.</param>
internal sealed class AwaitedSpans(IReadOnlyList<(Timestamp From, Timestamp To)> spans)
{
    private int index;

    /// <summary>Whether it went on at this instant, which is not before the one asked for last.</summary>
    public bool Cover(Timestamp now)
    {
        while (index < spans.Count && spans[index].To < now)
        {
            index++;
        }

        return index < spans.Count && spans[index].From <= now;
    }
}
