using IoTrace.Analysis.Observations;

namespace IoTrace.Analysis.Tallies;

/// <summary>The events that the runtime dropped, and those of the same streams that came.</summary>
/// <param name="Count">How many were dropped.</param>
/// <param name="Delivered">How many came; null where not counted.</param>
internal readonly record struct EventLoss(long Count, long? Delivered)
{
    /// <summary>The share of the events that was lost; null where it is not known.</summary>
    public double? Share => Count == 0 ? 0 : Delivered is { } came ? Count / (double)(Count + came) : null;

    public EventLoss With(EventsDropped more) => new(Count + more.Count, (this == default ? 0 : Delivered) + more.Delivered);
}
