using IoTrace.Analysis.Observations;

namespace IoTrace.Probe.Tests;

public sealed class KnownOperationsTests
{
    [Fact]
    public void Counts_bytes_and_errors_of_known_operations_are_exact()
    {
        using var folder = new TemporaryFolder();
        using var target = TestTarget.Start("known", folder.Path, "wait");
        using var session = ProbeSession.Attach(target.Id);
        target.Work();
        var events = session.Stop();
        Totals.AssertNothingLost(events);
        Known.AssertTrue(new Totals(events), folder);
    }

    [Fact]
    public void Nothing_is_lost_at_the_highest_rate()
    {
        using var folder = new TemporaryFolder();
        var each = LongRun.Pick(400_000, 5_000_000);
        using var target = TestTarget.Start("exact", folder.Path, "4", each.ToString());
        using var session = ProbeSession.Attach(target.Id);
        var done = target.Work().Split(' ');
        var events = session.Stop();
        Totals.AssertNothingLost(events);
        var totals = new Totals(events);
        // One to 256 bytes in turn.
        var bytes = 2 * Enumerable.Range(0, each).Sum(index => 1L + (index & 255));
        for (var i = 0; i < 2; i++)
        {
            var reads = totals.Of(folder.File($"exact{i}"), IoOperation.Read);
            Assert.Equal((2L * each, bytes, 0L), (reads.Count, reads.Bytes, reads.Errors));
            Assert.Equal(2L * each, reads.Latency.Count);
        }
        Console.WriteLine($"exact: {done[0]} operations, {done[1]} a second");
    }

    [Fact]
    public void A_target_launched_suspended_is_seen_from_its_first_instruction()
    {
        using var folder = new TemporaryFolder();
        using var target = TestTarget.StartWithoutWaiting("dotnet", [TestTarget.AssemblyPath, "known", folder.Path], new() { ["DOTNET_DefaultDiagnosticPortSuspend"] = "1" });
        using var launched = SuspendedTarget.Attach(target.Id);
        launched.Resume();
        Assert.Equal(0, target.WaitForExit());
        var events = launched.Session.Finish();
        Totals.AssertNothingLost(events);
        Known.AssertTrue(new Totals(events), folder);
    }
}
