namespace IoTrace.Capture.Probe;

/// <summary>Whether the probe can run in a target.</summary>
public abstract record ProbeAvailability
{
    private ProbeAvailability()
    {
    }

    /// <summary>Nothing known is in the way. <paramref name="AssemblyPath"/> is what the target is asked to load.</summary>
    public sealed record Available(string AssemblyPath) : ProbeAvailability;

    /// <summary>A probe is in the process already, from <paramref name="AssemblyPath"/>; it is used and nothing is loaded.</summary>
    public sealed record AlreadyLoaded(string AssemblyPath) : ProbeAvailability;

    /// <summary>It cannot, and what a user can do about it.</summary>
    public sealed record Unavailable(string Reason, string Remedy) : ProbeAvailability
    {
        /// <summary>Whether a copy where the target can read it would do.</summary>
        internal bool NeedsCopy { get; init; }
    }
}
