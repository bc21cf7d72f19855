namespace IoTrace.Analysis.Observations;

/// <summary>
/// Cuts what the probe counted at the window's edges. The probe tells for a period at a time; of one that an edge cuts, as much counts as
/// lies within. The window begins and ends where the probe told, so that this is next to nothing.
/// </summary>
internal sealed class CountedPart(RecordingFacts facts)
{
    /// <summary>The part of the period within the window, 0 to 1; all of it where the recording does not tell the period.</summary>
    public double Of(OperationsCounted counted)
    {
        if (counted.From is not { } from || counted.To is not { } to || to <= from)
        {
            return 1;
        }

        var start = facts.Start is { } first && first > from ? first : from;
        var end = facts.End is { } last && last < to ? last : to;
        return Math.Max(0, (end - start).Seconds) / (to - from).Seconds;
    }
}
