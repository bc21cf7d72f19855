using IoTrace.Analysis.Observations;

namespace IoTrace.Analysis.Waits;

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

    /// <summary>Whether one of them covers this instant.</summary>
    public static bool Cover(IReadOnlyList<(Timestamp From, Timestamp To)> spans, Timestamp now)
    {
        var (low, high) = (0, spans.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = spans[middle].To < now ? (middle + 1, high) : (low, middle);
        }

        return low < spans.Count && spans[low].From <= now;
    }

    /// <summary>The seconds that they cover between two instants.</summary>
    public static double Seconds(IEnumerable<(Timestamp From, Timestamp To)> spans, Timestamp from, Timestamp to) =>
        spans.Sum(s => Math.Max(0, (Timestamp.Min(s.To, to) - Timestamp.Max(s.From, from)).Seconds));
}
