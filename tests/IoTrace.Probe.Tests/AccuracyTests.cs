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
        using var folder = new TemporaryFolder();
        using var target = TestTarget.Start("timed", folder.Path);
        using var session = ProbeSession.Attach(target.Id);
        var own = target.Work().Split(' ').Select(long.Parse).ToArray();
        var totals = new Totals(session.Stop());
        var path = folder.File("timed");
        AssertWithin(own[0], totals.Of(path, IoOperation.Write));
        AssertWithin(own[1], totals.Of(path, IoOperation.Sync));
        AssertWithin(own[2], totals.Of(path, IoOperation.Read));
    }

    private static void AssertWithin(long own, Totals.Sum seen)
    {
        Assert.Equal(100, seen.Count);
        Console.WriteLine($"time: own stopwatch {own / 1e6:F2} ms, probe {seen.Nanoseconds / 1e6:F2} ms");
        Assert.InRange((double)seen.Nanoseconds / own, 0.9, 1.1);
    }
}
