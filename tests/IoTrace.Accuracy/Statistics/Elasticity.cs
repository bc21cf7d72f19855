namespace IoTrace.Accuracy.Statistics;

/// <summary>
/// By how much the run time grows when one thing is slowed to half its speed: 0 where it does not matter, 1 where it is all that
/// matters. Null where the thing was not there to be slowed.
/// </summary>
internal readonly record struct Elasticity(double? Disk, double? Cpu, double? Peer)
{
    /// <summary>A program that a slower thing delays by less than this is not bound by it; runs differ by half as much by chance.</summary>
    public const double Noticeable = 0.2;

    /// <summary>Two that are this close matter alike: 40 to 60.</summary>
    public const double Comparable = 2.0 / 3;

    /// <summary>The bound that follows.</summary>
    public string Bound
    {
        get
        {
            var (io, cpu) = (Math.Max(Disk ?? 0, Peer ?? 0), Cpu ?? 0);
            if (Math.Max(io, cpu) < Noticeable) return "neither";
            if (Math.Min(io, cpu) >= Comparable * Math.Max(io, cpu)) return "mixed";
            return io > cpu ? "io" : "cpu";
        }
    }

    /// <summary>The relative change of the run time.</summary>
    /// <param name="seconds">Undisturbed.</param>
    /// <param name="slowed">With the thing at half its speed; null where there is no such run.</param>
    public static double? Of(double seconds, double? slowed) => slowed / seconds - 1;
}
