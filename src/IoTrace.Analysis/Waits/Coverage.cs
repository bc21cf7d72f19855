using IoTrace.Analysis.Timeline;

namespace IoTrace.Analysis.Waits;

/// <summary>How much of what a source looks for it could have missed.</summary>
/// <param name="Idle">How reliable it is that nothing is waited for, as far as this source is concerned.</param>
/// <param name="Unless">What may be waited for all the same, as the end of "it has nothing to do"; empty where nothing may.</param>
internal readonly record struct Coverage(Reliability Idle, string Unless)
{
    /// <summary>Nothing was missed.</summary>
    public static Coverage Full { get; } = new(Reliability.Seen, "");
}
