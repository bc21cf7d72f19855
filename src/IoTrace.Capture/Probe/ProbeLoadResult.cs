namespace IoTrace.Capture.Probe;

/// <summary>What came of loading the probe. Whether it works in there is said by its first event, <see cref="ProbeHello"/>.</summary>
public abstract record ProbeLoadResult
{
    private ProbeLoadResult()
    {
    }

    /// <summary>The probe is in the target and waits for a session.</summary>
    public sealed record Loaded(TimeSpan Elapsed, bool WasThere) : ProbeLoadResult;

    /// <summary>It is not; everything else goes on without it.</summary>
    public sealed record NotLoaded(string Reason, string Remedy) : ProbeLoadResult;
}
