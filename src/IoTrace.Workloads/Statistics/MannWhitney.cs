namespace IoTrace.Workloads.Statistics;

/// <summary>Mann and Whitney's U test: are two samples from the same distribution? Nothing is assumed about its shape.</summary>
public static class MannWhitney
{
    private const int LargestExact = 25;

    /// <summary>The least two-sided p-value that samples of these sizes can have, whatever their values: all of one above all of the other.</summary>
    public static double LeastPValue(int n, int m)
    {
        double ways = 1;
        for (var i = 1; i <= m; i++)
            ways *= (n + i) / (double)i;

        return Math.Min(1, 2 / ways);
    }

    /// <summary>The two-sided p-value: exact for small samples without ties, otherwise from the normal approximation with both corrections.</summary>
    public static double PValue(IReadOnlyList<double> a, IReadOnlyList<double> b)
    {
        if (a.Count == 0 || b.Count == 0)
            return 1;

        var u = U(a, b, out var ties);
        return ties == 0 && a.Count <= LargestExact && b.Count <= LargestExact
            ? Exact(u, a.Count, b.Count)
            : Approximate(u, a.Count, b.Count, ties);
    }

    /// <summary>Pairs in which a's value is larger, a tie counting half; and the sum of t³ - t over the groups of equal values.</summary>
    private static double U(IReadOnlyList<double> a, IReadOnlyList<double> b, out double ties)
    {
        double u = 0;
        foreach (var x in a)
        {
            foreach (var y in b)
                u += x > y ? 1 : x == y ? 0.5 : 0;
        }

        ties = a.Concat(b).GroupBy(v => v).Sum(g => Math.Pow(g.Count(), 3) - g.Count());
        return u;
    }

    /// <summary>From the number of ways to reach each U (Mann and Whitney 1947): w(n, m, u) = w(n-1, m, u-m) + w(n, m-1, u).</summary>
    private static double Exact(double u, int n, int m)
    {
        var most = n * m;
        var ways = new double[n + 1, most + 1];
        ways[0, 0] = 1;
        // Adding one value of the first sample after another to j of the second, in the form of partitions into at most n parts of at most m.
        for (var part = 1; part <= n + m; part++)
        {
            for (var taken = Math.Min(n, part); taken >= 1; taken--)
            {
                for (var sum = most; sum >= 0; sum--)
                {
                    var rank = part - taken;
                    if (rank <= m && sum >= rank)
                        ways[taken, sum] += ways[taken - 1, sum - rank];
                }
            }
        }

        double all = 0, tail = 0;
        var low = Math.Min(u, most - u);
        for (var sum = 0; sum <= most; sum++)
        {
            all += ways[n, sum];
            tail += sum <= low ? ways[n, sum] : 0;
        }

        return Math.Min(1, 2 * tail / all);
    }

    private static double Approximate(double u, int n, int m, double ties)
    {
        double total = n + m;
        var variance = n * (double)m / 12 * (total + 1 - (ties / (total * (total - 1))));
        if (variance <= 0)
            return 1;

        var z = Math.Max(0, Math.Abs(u - (n * m / 2.0)) - 0.5) / Math.Sqrt(variance);
        return Math.Min(1, 2 * Normal.UpperTail(z));
    }
}
