namespace IoTrace.Accuracy.Statistics;

/// <summary>Whether a verdict goes one way as the dial does.</summary>
internal static class Monotonicity
{
    /// <summary>Where a bound is between computing and waiting: 0, 1 or 2; null for verdicts that are on neither side.</summary>
    public static int? Level(string bound) => bound switch { "cpu" => 0, "mixed" => 1, "io" => 2, _ => null };

    /// <summary>Whether no level is below one of a lower setting.</summary>
    /// <param name="levels">The mean level at each setting of the dial, in the dial's order.</param>
    public static bool Holds(IEnumerable<double> levels)
    {
        var last = double.NegativeInfinity;
        foreach (var level in levels)
        {
            if (level < last) return false;
            last = level;
        }

        return true;
    }
}
