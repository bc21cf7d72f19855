using IoTrace.Analysis.Results;
using IoTrace.Analysis.Tallies;

namespace IoTrace.Analysis.Verdicts;

/// <summary>
/// Finds where the course of the wall clock changes for good: the segmentation of the slices that has the least sum of squared
/// distances to each segment's mean, every further segment being charged a penalty.
/// </summary>
/// <remarks>
/// Exact by dynamic programming (optimal partitioning, Jackson et al. 2005), on all states at once. Slices of one phase are neither independent nor alike, so the penalty is not taken from their own spread but from
/// that of the means of whole blocks (as long as the shortest phase), of which the median is taken, or of a few the lower quartile, so
/// that the changes themselves do not count as noise. A program that takes turns faster than that is noisy in this sense, and stays one phase.
/// </remarks>
internal static class ChangePoints
{
    /// <summary>Shorter than this nothing is called a phase: three to five slices cannot be judged.</summary>
    private const double ShortestSeconds = 0.5;

    /// <summary>...nor is what takes less than this share of the window: nobody reads more than twenty phases.</summary>
    private const double ShortestShare = 0.05;

    /// <summary>The smallest change of the shares (total variation distance) that a person would call one. Chosen: a fifth of the clock.</summary>
    public const double SmallestChange = 0.2;

    /// <summary>
    /// Multiplies variance and logarithm of the length: the usual 2 (Yao 1988) assumes normal and independent noise and a known
    /// variance, none of which holds. With 3 no stationary stream of the tests is split.
    /// </summary>
    private const double PenaltyFactor = 3;

    /// <summary>The median of a squared normal deviate: what a median of squares has to be divided by to estimate their mean.</summary>
    private const double MedianOfSquare = 0.455;

    /// <summary>Its lower quartile.</summary>
    private const double QuartileOfSquare = 0.102;

    /// <summary>
    /// Of fewer steps between blocks than this the changes may be half: three of them, with the start and the end of the program, touch
    /// two steps each.
    /// </summary>
    private const int FewSteps = 20;

    /// <summary>
    /// A window of fewer of the shortest phases than this is one: too few blocks to tell noise from change. Chosen: so many have three steps
    /// between them.
    /// </summary>
    private const int FewestBlocks = 4;

    /// <summary>Slices of the shortest phase at least: one alone shows nothing that lasts.</summary>
    private const int FewestSlices = 2;

    /// <summary>
    /// With more slices than this neighbours are taken together first: the work grows with the square. Chosen: a minute is divided as it is.
    /// </summary>
    private const int MostSlices = 600;

    /// <summary>The phases as ranges of <paramref name="slices"/>, in order; a single one when nothing changes.</summary>
    public static IReadOnlyList<Range> Segments(IReadOnlyList<TimeSlice> slices)
    {
        var perPoint = Math.Max(1, (slices.Count + MostSlices - 1) / MostSlices);
        var points = slices.Chunk(perPoint).Select(c => c.Aggregate(TimeSlice.Merge)).ToList();
        var window = points.Sum(p => p.Seconds);
        // In mean slices. Beyond all bounds, or no number, where a process ended at its first look and left a slice of no length, or none.
        var shortest = Math.Max(ShortestSeconds, ShortestShare * window) * points.Count / window;
        var least = Math.Max(FewestSlices, Math.Ceiling(shortest));
        if (!(points.Count >= FewestBlocks * least))
        {
            return [0..slices.Count];
        }

        var length = (int)least;
        var sums = new Sums(points);
        var noise = Math.Max(Noise(sums, 1, points.Count), Noise(sums, length, points.Count));
        var penalty = (PenaltyFactor * noise * Math.Log(points.Count)) + (length * SmallestChange * SmallestChange);
        var ends = Partition(sums, points.Count, penalty);
        Absorb(sums, ends, Math.Max(FewestSlices, shortest));
        ends = ends.ConvertAll(end => Math.Min(end * perPoint, slices.Count));
        return [.. ends.Select((end, i) => (i == 0 ? 0 : ends[i - 1])..end)];
    }

    /// <summary>Half the sum of the absolute differences of two divisions of the clock: 0 the same, 1 nothing in common.</summary>
    public static double Distance(in StateTimes a, in StateTimes b)
    {
        var sum = 0.0;
        for (var state = 0; state < StateTimes.Count; state++)
        {
            sum += Math.Abs(a[state] - b[state]);
        }

        return sum / 2;
    }

    /// <summary>The variance of a slice, as the means of neighbouring blocks of <paramref name="length"/> slices show it.</summary>
    private static double Noise(Sums sums, int length, int count)
    {
        var squares = new List<double>();
        for (var at = 0; at + (2 * length) <= count; at += length)
        {
            squares.Add(length * sums.SquaredStep(at, at + length, at + (2 * length)) / 2);
        }

        squares.Sort();
        return squares.Count < FewSteps ? squares[squares.Count / 4] / QuartileOfSquare : squares[squares.Count / 2] / MedianOfSquare;
    }

    /// <summary>The ends of the segments, each exclusive, the last one being <paramref name="count"/>.</summary>
    private static List<int> Partition(Sums sums, int count, double penalty)
    {
        var best = new double[count + 1];
        var previous = new int[count + 1];
        Array.Fill(best, double.PositiveInfinity);
        best[0] = -penalty;
        for (var end = 1; end <= count; end++)
        {
            for (var start = 0; start < end; start++)
            {
                if (best[start] + sums.Cost(start, end) + penalty is var cost && cost < best[end])
                {
                    (best[end], previous[end]) = (cost, start);
                }
            }
        }

        var ends = new List<int>();
        for (var end = count; end > 0; end = previous[end])
        {
            ends.Insert(0, end);
        }

        return ends;
    }

    /// <summary>Gives each segment that is too short to the neighbour that it is more like, the shortest first.</summary>
    /// <param name="shortest">In mean slices: slices differ in length.</param>
    private static void Absorb(Sums sums, List<int> ends, double shortest)
    {
        int Start(int i) => i == 0 ? 0 : ends[i - 1];
        while (ends.Count > 1)
        {
            var least = Enumerable.Range(0, ends.Count).MinBy(i => sums.Length(Start(i), ends[i]));
            if (sums.Length(Start(least), ends[least]) >= shortest)
            {
                return;
            }

            var before = least == 0 ? double.PositiveInfinity : sums.SquaredStep(Start(least - 1), Start(least), ends[least]);
            var after = least == ends.Count - 1 ? double.PositiveInfinity : sums.SquaredStep(Start(least), ends[least], ends[least + 1]);
            ends.RemoveAt(before <= after ? least - 1 : least);
        }
    }

    /// <summary>Running sums over the slices, from which the cost of any segment follows at once. Weighed by length: 1 on average.</summary>
    private sealed class Sums
    {
        private readonly double[] weight;
        private readonly double[] squares;
        private readonly StateTimes[] shares;

        public Sums(List<TimeSlice> points)
        {
            var mean = points.Average(p => p.Seconds);
            (weight, squares, shares) = (new double[points.Count + 1], new double[points.Count + 1], new StateTimes[points.Count + 1]);
            for (var i = 0; i < points.Count; i++)
            {
                var w = points[i].Seconds / mean;
                weight[i + 1] = weight[i] + w;
                squares[i + 1] = squares[i] + (w * Dot(points[i].WallClock));
                shares[i + 1] = shares[i];
                shares[i + 1].Add(points[i].WallClock.Scaled(w));
            }
        }

        /// <summary>How long some slices are, in mean ones.</summary>
        public double Length(int start, int end) => weight[end] - weight[start];

        /// <summary>The sum of squared distances from the mean.</summary>
        public double Cost(int start, int end)
        {
            var total = Between(start, end);
            return Math.Max(0, squares[end] - squares[start] - (Dot(total) / Math.Max(1e-9, weight[end] - weight[start])));
        }

        /// <summary>The squared distance of the means of two neighbouring segments.</summary>
        public double SquaredStep(int start, int middle, int end)
        {
            var step = Between(start, middle).Scaled(1 / Math.Max(1e-9, weight[middle] - weight[start]));
            step.Add(Between(middle, end).Scaled(-1 / Math.Max(1e-9, weight[end] - weight[middle])));
            return Dot(step);
        }

        private StateTimes Between(int start, int end)
        {
            var sum = shares[end];
            sum.Add(shares[start].Scaled(-1));
            return sum;
        }

        private static double Dot(in StateTimes a)
        {
            var sum = 0.0;
            for (var state = 0; state < StateTimes.Count; state++)
            {
                sum += a[state] * a[state];
            }

            return sum;
        }
    }
}
