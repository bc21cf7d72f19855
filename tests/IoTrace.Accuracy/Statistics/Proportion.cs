namespace IoTrace.Accuracy.Statistics;

/// <summary>So many of so many, with Wilson's 95 % interval.</summary>
internal readonly record struct Proportion(int Count, int Of)
{
    /// <summary>The quantile of the normal distribution for two-sided 95 %.</summary>
    private const double Z = 1.959964;

    /// <summary>The share; not a number when there was nothing to count.</summary>
    public double Share => Count / (double)Of;

    /// <summary>The lower end of the interval.</summary>
    public double Low => Math.Max(0, Centre - HalfWidth);

    /// <summary>The upper end of the interval.</summary>
    public double High => Math.Min(1, Centre + HalfWidth);

    // E. B. Wilson, Probable inference, the law of succession, and statistical inference, 1927.
    private double Centre => (Share + (Z * Z / (2 * Of))) / (1 + (Z * Z / Of));

    private double HalfWidth => Z / (1 + (Z * Z / Of)) * Math.Sqrt((Share * (1 - Share) / Of) + (Z * Z / (4.0 * Of * Of)));

    public override string ToString() => Of == 0 ? "-" : $"{Share * 100:F1} % ({Low * 100:F1}–{High * 100:F1})";
}
