using IoTrace.Analysis.Observations;

namespace IoTrace.Analysis.Attribution;

/// <summary>Lists of spans in order and without overlap.</summary>
internal static class Spans
{
    /// <summary>Adds a span that begins anywhere and ends no earlier than the others: spans that touch are one.</summary>
    public static void Join(List<(Timestamp From, Timestamp To)> spans, Timestamp from, Timestamp to)
    {
        while (spans.Count > 0 && spans[^1].To >= from)
        {
            from = Timestamp.Min(from, spans[^1].From);
            to = Timestamp.Max(to, spans[^1].To);
            spans.RemoveAt(spans.Count - 1);
        }

        spans.Add((from, to));
    }
}
