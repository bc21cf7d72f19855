using IoTrace.Analysis.Observations;

namespace IoTrace.Analysis.Attribution;

/// <summary>Lists of spans in order and without overlap.</summary>
internal static class Spans
{
    /// <summary>Adds a span that lies anywhere: spans that touch are one. Cheap where it lies near the end.</summary>
    public static void Join(List<(Timestamp From, Timestamp To)> spans, Timestamp from, Timestamp to)
    {
        var last = spans.Count;
        while (last > 0 && spans[last - 1].From > to)
        {
            last--;
        }

        var first = last;
        while (first > 0 && spans[first - 1].To >= from)
        {
            first--;
            from = Timestamp.Min(from, spans[first].From);
            to = Timestamp.Max(to, spans[first].To);
        }

        spans.RemoveRange(first, last - first);
        spans.Insert(first, (from, to));
    }
}
