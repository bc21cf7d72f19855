using System.Collections.Immutable;

using IoTrace.Analysis.Results;
using IoTrace.Analysis.Tallies;

namespace IoTrace.Analysis.Verdicts;

/// <summary>
/// Block bootstrap over the slices: replicates of the window made of runs of neighbouring slices drawn with replacement. Slices
/// that lie together are alike, so drawing them one by one would make the data look better than they are.
/// </summary>
/// <remarks>
/// Künsch 1989; the block length grows with the cube root of the number of slices. On top, each state's share is scaled by a random
/// factor, because the model of what counts for what is itself not exact: without it a steady program would always be judged
/// with full confidence, however close the race.
/// </remarks>
internal static class Resampling
{
    /// <summary>Chosen: some ten of them lie beyond each end of a 95 % interval.</summary>
    private const int Replicates = 400;

    /// <summary>
    /// Standard deviation of the logarithm of that factor. So large that an even mixture is not called one with full confidence, and
    /// seven parts of ten are called the whole cause with some 94 %.
    /// </summary>
    private const double ModelError = 0.16;

    /// <summary>Replicates of the wall-clock shares; each sums to 1. Seeded: the same recording gives the same answer.</summary>
    public static IReadOnlyList<StateTimes> Draw(IReadOnlyList<TimeSlice> slices) => Draw([.. slices.Select(s => s.WallClock.Scaled(s.Seconds))]);

    /// <summary>The same from slices that already have their weight in them.</summary>
    public static IReadOnlyList<StateTimes> Draw(ImmutableArray<StateTimes> slices)
    {
        if (slices.IsEmpty)
        {
            return [];
        }

        var random = new Random(20_1206);
        var length = Math.Max(1, (int)Math.Round(Math.Cbrt(slices.Length)));
        var replicates = new List<StateTimes>(Replicates);
        for (var r = 0; r < Replicates; r++)
        {
            var sum = new StateTimes();
            for (var drawn = 0; drawn < slices.Length; drawn += length)
            {
                var start = random.Next(slices.Length);
                for (var i = 0; i < length && drawn + i < slices.Length; i++)
                {
                    sum.Add(slices[(start + i) % slices.Length]);
                }
            }

            for (var state = 0; state < StateTimes.Count; state++)
            {
                sum[state] *= Math.Exp(ModelError * Gauss(random));
            }

            replicates.Add(sum.Normalised());
        }

        return replicates;
    }

    /// <summary>The 2.5 % and 97.5 % quantiles of a figure over the replicates.</summary>
    public static (double Low, double High) Interval(IReadOnlyList<StateTimes> replicates, Func<StateTimes, double> figure)
    {
        var sorted = replicates.Select(figure).Order().ToArray();
        return sorted.Length == 0 ? (0, 1) : (sorted[(int)(0.025 * (sorted.Length - 1))], sorted[(int)(0.975 * (sorted.Length - 1))]);
    }

    /// <summary>A standard normal deviate (Box and Muller 1958).</summary>
    private static double Gauss(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
