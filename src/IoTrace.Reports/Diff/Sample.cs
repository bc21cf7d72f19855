namespace IoTrace.Reports.Diff;

/// <summary>A mean with its standard error.</summary>
/// <param name="Mean">The mean over the recordings of a side.</param>
/// <param name="Error">Its standard error, from the spread within and between recordings.</param>
internal readonly record struct Sample(double Mean, double Error)
{
    /// <summary>Degrees of freedom of the error; infinite where it is not estimated from a few runs.</summary>
    public double Freedom { get; init; } = double.PositiveInfinity;

    /// <summary>From one value a recording, each with the error that it has by itself.</summary>
    /// <param name="recordings">Values and their own standard errors.</param>
    /// <param name="betweenRuns">The standard deviation to assume between runs where there is only one, in the unit of the values.</param>
    public static Sample Of(IReadOnlyList<Sample> recordings, double betweenRuns)
    {
        var n = recordings.Count;
        var mean = recordings.Average(one => one.Mean);
        var within = Math.Sqrt(recordings.Sum(one => one.Error * one.Error)) / n;
        if (n == 1)
            return new Sample(mean, Math.Sqrt((within * within) + (betweenRuns * betweenRuns)));

        var spread = recordings.Sum(one => (one.Mean - mean) * (one.Mean - mean)) / (n - 1);
        return new Sample(mean, Math.Max(within, Math.Sqrt(spread / n))) { Freedom = n - 1 };
    }

    /// <summary>The mean of a series whose neighbors depend on each other: the spread of the means of its blocks.</summary>
    /// <param name="values">One value a slice, in the order of time.</param>
    public static Sample OfSeries(IReadOnlyList<double> values)
    {
        var count = values.Count;
        if (count == 0)
            return default;

        // Blocks of n^(1/3) and more slices keep most of the dependence within them (Künsch 1989).
        var length = Math.Max(1, (int)Math.Round(Math.Pow(count, 1.0 / 3)));
        var means = values.Chunk(length).Where(block => block.Length == length).Select(block => block.Average()).ToList();
        var mean = values.Average();
        if (means.Count < 2)
            return new Sample(mean, Math.Abs(mean));

        var variance = means.Sum(m => (m - means.Average()) * (m - means.Average())) / (means.Count - 1);
        return new Sample(mean, Math.Sqrt(variance / means.Count));
    }
}
