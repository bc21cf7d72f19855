namespace IoTrace.Workloads.Statistics;

/// <summary>The ends of a confidence interval.</summary>
public readonly record struct Interval(double Low, double High)
{
    public bool Contains(double value) => value >= Low && value <= High;
}
