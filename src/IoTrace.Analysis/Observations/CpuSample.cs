namespace IoTrace.Analysis.Observations;

/// <summary>How much of the time in calls was on a CPU, measured for some of the calls.</summary>
/// <param name="Calls">How many calls were measured.</param>
/// <param name="Time">The time in them, each counted for the calls that it stands for.</param>
/// <param name="OnCpu">The part of that on a CPU.</param>
public readonly record struct CpuSample(long Calls, Duration Time, Duration OnCpu)
{
    /// <summary>The share on a CPU, 0 to 1; null where nothing was measured.</summary>
    public double? Share => Time > Duration.Zero ? Math.Clamp(OnCpu.Seconds / Time.Seconds, 0, 1) : null;

    /// <summary>Both together.</summary>
    public static CpuSample operator +(in CpuSample a, in CpuSample b) => new(a.Calls + b.Calls, a.Time + b.Time, a.OnCpu + b.OnCpu);
}
