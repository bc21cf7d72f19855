using IoTrace.Analysis.Observations;

namespace IoTrace.Probe.Tests;

public sealed class AccuracyTests
{
    [Fact]
    public void Counts_bytes_and_errors_equal_those_of_strace()
    {
        if (!Strace.IsInstalled)
        {
            Console.WriteLine("skipped: strace is not installed");
            return;
        }
        using var traced = new TemporaryFolder();
        var truth = Strace.Run(traced.Path, "dotnet", TestTarget.AssemblyPath, "known", traced.Path);

        using var probed = new TemporaryFolder();
        using var target = TestTarget.Start("known", probed.Path, "wait");
        using var session = ProbeSession.Attach(target.Id);
        target.Work();
        var seen = new Totals(session.Stop()).All
            .Where(row => row.Name.StartsWith(probed.Path + "/", StringComparison.Ordinal) && Strace.Covers(row.Operation))
            .ToDictionary(row => (row.Name[probed.Path.Length..], row.Operation), row => (row.Sum.Count, row.Sum.Bytes, row.Sum.Errors));

        Assert.True(truth.Count >= 15);
        Assert.Equal(truth.OrderBy(row => row.Key).ToList(), seen.OrderBy(row => row.Key).ToList());
        Console.WriteLine($"strace: {truth.Count} rows of path and operation, {truth.Values.Sum(sum => sum.Count)} calls, all equal");
    }

    [Fact]
    public void Time_is_that_of_the_programs_own_stopwatch()
    {
        // A program that loses its processor between the two clocks has waited by its own alone, more in one try than in another; the
        // probe never tells of more.
        const int Tries = 4;
        Assert.Contains(Enumerable.Range(0, Tries), _ =>
        {
            var ratios = TimeRatios();
            Assert.All(ratios, ratio => Assert.InRange(ratio, 0, 1.1));
            return ratios.All(ratio => ratio >= 0.9);
        });
    }

    /// <summary>The probe's time in that of the program's own stopwatch: of writes, syncs and reads.</summary>
    private static List<double> TimeRatios()
    {
        using var folder = new TemporaryFolder();
        using var target = TestTarget.Start("timed", folder.Path);
        using var session = ProbeSession.Attach(target.Id);
        var own = target.Work().Split(' ').Select(long.Parse).ToArray();
        var totals = new Totals(session.Stop());
        return [.. new[] { IoOperation.Write, IoOperation.Sync, IoOperation.Read }.Select((operation, i) => Ratio(own[i], totals.Of(folder.File("timed"), operation)))];
    }

    private static double Ratio(long own, Totals.Sum seen)
    {
        Assert.Equal(100, seen.Count);
        Console.WriteLine($"time: own stopwatch {own / 1e6:F2} ms, probe {seen.Nanoseconds / 1e6:F2} ms");
        return (double)seen.Nanoseconds / own;
    }
}
