using IoTrace.Analysis.Observations;
using IoTrace.Capture.Probe;

namespace IoTrace.Probe.Tests;

/// <summary>What must never happen to a program because it is observed. Sizes: see <see cref="LongRun"/>.</summary>
public sealed class SafetyTests
{
    [Fact]
    public void Every_error_is_the_same_with_the_probe()
    {
        using var folder = new TemporaryFolder();
        using var alone = TestTarget.Start("errors", folder.Path, "1");
        var expected = alone.Work();
        using var target = TestTarget.Start("errors", folder.Path, LongRun.Text(300, 5000));
        using var session = ProbeSession.Attach(target.Id);
        Assert.Equal(expected, target.Work());
        var events = session.Stop();
        Assert.True(events.OfType<ProbeAggregate>().Sum(aggregate => aggregate.Errors) > 1000);
        Report("errors", events);
    }

    [Fact]
    public void Processes_start_and_fail_to_start_under_load()
    {
        using var folder = new TemporaryFolder();
        var count = LongRun.Pick(240, 10_000);
        using var target = TestTarget.Start("start-processes", folder.Path, count.ToString());
        using var session = ProbeSession.Attach(target.Id);
        var done = target.Work().Split(' ');
        Assert.Equal((count / 4).ToString(), done[0]);
        Assert.Equal((count / 4 * 3).ToString(), done[1]);
        Report($"{count} process starts", session.Stop());
    }

    [Fact]
    public void Signals_are_handled_under_load()
    {
        using var folder = new TemporaryFolder();
        using var target = TestTarget.Start("signals", folder.Path, LongRun.Text(1200, 100_000));
        using var session = ProbeSession.Attach(target.Id);
        var done = target.Work().Split(' ');
        Assert.True(int.Parse(done[1]) > 100, $"only {done[1]} signals were handled");
        Report($"{done[1]} signals", session.Stop());
    }

    [Theory]
    [InlineData("0", "1")]
    [InlineData("1", "1")]
    [InlineData("0", "0")]
    public void Collections_run_with_operations_in_flight(string server, string concurrent)
    {
        using var folder = new TemporaryFolder();
        using var target = TestTarget.Start(
            "dotnet", [TestTarget.AssemblyPath, "collections", folder.Path, LongRun.Text(2, 40)],
            new() { ["DOTNET_gcServer"] = server, ["DOTNET_gcConcurrent"] = concurrent });
        using var session = ProbeSession.Attach(target.Id);
        var done = target.Work().Split(' ');
        Assert.True(int.Parse(done[1]) > 10);
        Report($"{done[1]} collections, server GC {server}", session.Stop());
    }

    [Fact]
    public void Five_hundred_threads_come_and_go()
    {
        using var folder = new TemporaryFolder();
        using var target = TestTarget.Start("threads", folder.Path, "500", LongRun.Text(3, 60));
        using var session = ProbeSession.Attach(target.Id);
        var expected = long.Parse(target.Work());
        var events = session.Stop();
        Assert.Equal(expected, new Totals(events).Of(folder.File("threads"), IoOperation.Read).Count);
        Report("500 threads", events);
    }

    [Fact]
    public void User_code_may_throw_around_its_operations()
    {
        using var folder = new TemporaryFolder();
        var count = LongRun.Pick(500, 20_000);
        using var target = TestTarget.Start("exceptions", folder.Path, count.ToString());
        using var session = ProbeSession.Attach(target.Id);
        Assert.Equal((2 * count).ToString(), target.Work());
        Report($"{2 * count} exceptions", session.Stop());
    }

    [Theory]
    [InlineData("return", 7)]
    [InlineData("exit", 7)]
    [InlineData("throw", 134)]
    [InlineData("failfast", 134)]
    [InlineData("abort", 134)]
    [InlineData("signal", 143)]
    public void A_target_ends_as_it_would_without_the_probe(string way, int exitCode)
    {
        for (var i = 0; i < LongRun.Pick(1, 20); i++)
        {
            using var folder = new TemporaryFolder();
            using var target = TestTarget.Start("end", folder.Path, way);
            using var session = ProbeSession.Attach(target.Id);
            Thread.Sleep(200);
            target.Go();
            Assert.Equal(exitCode, target.WaitForExit());
            var events = session.Finish();
            Assert.DoesNotContain("IoTrace.Probe.Hooks", target.Errors, StringComparison.Ordinal);
            Report($"end by {way}", events);
        }
    }

    [Fact]
    public void Reused_descriptors_are_never_mistaken_for_another_file()
    {
        using var folder = new TemporaryFolder();
        var rounds = LongRun.Pick(3000, 40_000);
        using var target = TestTarget.Start("reuse", folder.Path, "8", rounds.ToString());
        using var session = ProbeSession.Attach(target.Id);
        target.Work();
        var events = session.Stop();
        var totals = new Totals(events);
        for (var i = 0; i < 8; i++)
        {
            var writes = totals.Of(folder.File($"reuse{i}"), IoOperation.Write);
            Assert.Equal((rounds, (long)rounds * (i + 1)), (writes.Count, writes.Bytes));
        }
        Report("descriptor reuse", events);
    }

    [Fact]
    public void Paths_may_be_long_and_strange()
    {
        using var folder = new TemporaryFolder();
        using var target = TestTarget.Start("paths", folder.Path);
        using var session = ProbeSession.Attach(target.Id);
        Assert.Equal("4095 1", target.Work());
        var totals = new Totals(session.Stop());
        Assert.Equal(1, totals.Of(folder.File("new\nline"), IoOperation.Write).Count);
        Assert.Equal(1, totals.Of(folder.File("grüße-日本"), IoOperation.Write).Count);
        Assert.Equal(5, totals.Of(folder.File("bad\\xFF\\xFE!"), IoOperation.Write).Bytes);
        var longest = Assert.Single(totals.Names, name => name.Length == 4095);
        Assert.Equal(1, totals.Of(longest, IoOperation.Write).Count);
    }

    [Fact]
    public void More_paths_than_allowed_are_summed_and_none_of_their_operations_is_lost()
    {
        using var folder = new TemporaryFolder();
        using var target = TestTarget.Start("many-files", folder.Path, LongRun.Text(3000, 40_000));
        using var session = ProbeSession.Attach(
            target.Id, new ProbeOptions { Period = TimeSpan.FromMilliseconds(100), MaxResources = 500 });
        var expected = long.Parse(target.Work());
        var events = session.Stop();
        Totals.AssertNothingLost(events);
        var writes = new Totals(events).All.Where(row => row.Operation == IoOperation.Write).ToList();
        Assert.Equal(expected, writes.Sum(row => row.Sum.Count));
        Assert.Contains(writes, row => row.Name == folder.File("(other files)"));
        Assert.True(events.OfType<ProbeFlush>().Max(flush => flush.Rotations) > 0);
        Assert.All(events.OfType<ProbeFlush>(), flush => Assert.InRange(flush.Resources, 0, 500));
    }

    private static void Report(string what, IReadOnlyList<ProbeEvent> events) =>
        Console.WriteLine($"safety: {what}: {events.OfType<ProbeAggregate>().Sum(aggregate => aggregate.Count)} operations");
}
