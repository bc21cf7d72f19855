using IoTrace.Analysis.Observations;
using IoTrace.Capture.Probe;
using Microsoft.Diagnostics.NETCore.Client;

namespace IoTrace.Probe.Tests;

public sealed class LifecycleTests
{
    private static readonly TimeSpan s_bound = TimeSpan.FromSeconds(10);

    [Fact]
    public void Without_a_listener_every_slot_is_as_it_was()
    {
        using var folder = new TemporaryFolder();
        using var target = TestTarget.Start("paced", folder.Path, LongRun.Text(30, 600));
        var before = ImportSlots.Read(target.Id);
        target.Go();
        var cycles = LongRun.Pick(10, 200);
        for (var i = 0; i < cycles; i++)
        {
            using var session = ProbeSession.Attach(target.Id);
            Assert.NotEmpty(before);
            Assert.NotEqual(before, ImportSlots.Read(target.Id));
            Thread.Sleep(20);
            Assert.True(session.Stop().OfType<ProbeAggregate>().Any(), $"nothing was seen in round {i}");
            AssertRestored(before, target.Id);
        }
        Console.WriteLine($"safety: attached and detached {cycles} times, slots restored each time");
    }

    [Fact]
    public void A_tool_that_is_killed_leaves_the_target_quiet()
    {
        using var folder = new TemporaryFolder();
        using var target = TestTarget.Start("paced", folder.Path, "6");
        var before = ImportSlots.Read(target.Id);
        target.Go();
        using (var session = ProbeSession.Attach(target.Id))
        {
            Thread.Sleep(300);
            session.Vanish();
        }
        AssertRestored(before, target.Id);
        Assert.NotEqual("0", target.WaitFor("done"));
    }

    [Fact]
    public void A_second_session_uses_the_probe_that_is_there()
    {
        using var folder = new TemporaryFolder();
        using var target = TestTarget.Start("exact", folder.Path, "1", "1000");
        using var first = ProbeSession.Attach(target.Id);
        using var second = ProbeSession.Attach(target.Id);
        Assert.IsType<ProbeAvailability.AlreadyLoaded>(ProbeLoader.Check(target.Id, null));
        target.Work();
        var seenBySecond = new Totals(second.Stop());
        var seenByFirst = new Totals(first.Stop());
        Assert.Equal(1000, seenByFirst.Of(folder.File("exact0"), IoOperation.Read).Count);
        Assert.Equal(1000, seenBySecond.Of(folder.File("exact0"), IoOperation.Read).Count);
    }

    /// <summary>The tool asks for one at the start of its window; the session of the question ends, and the other goes on.</summary>
    [Fact]
    public async Task A_flush_in_between_ends_nothing()
    {
        using var folder = new TemporaryFolder();
        using var target = TestTarget.Start("exact", folder.Path, "1", "1000");
        using var session = ProbeSession.Attach(target.Id);
        Assert.True(await ProbeLoader.FlushAsync(new DiagnosticsClient(target.Id), TimeSpan.FromSeconds(20), CancellationToken.None));
        // Longer than a probe that waits for the end of its process stays active.
        await Task.Delay(TimeSpan.FromSeconds(5));
        target.Work();
        Assert.Equal(1000, new Totals(session.Stop()).Of(folder.File("exact0"), IoOperation.Read).Count);
    }

    [Fact]
    public void What_the_target_unloads_is_not_held()
    {
        using var target = TestTarget.Start("collectible");
        using var session = ProbeSession.Attach(target.Id);
        Assert.Equal("True", target.Work());
    }

    /// <summary>A probe stays until its process ends, and a newer tool may come to it.</summary>
    [Fact]
    public void A_probe_of_another_protocol_is_not_believed()
    {
        var hello = new ProbeHello(ProbeProvider.ProtocolVersion + 1, IsActive: true, "", [], "", "", 1);
        var refused = Assert.IsType<ProbeRefused>(Assert.Single(ProbeTranslator.Translate(hello, new Timestamp(1), atEnd: false)));
        Assert.StartsWith("protocol:", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_of_two_tools_is_told_the_end_of_the_process()
    {
        using var folder = new TemporaryFolder();
        using var target = TestTarget.Start("end", folder.Path, "return");
        using var first = ProbeSession.Attach(target.Id);
        using var second = ProbeSession.Attach(target.Id);
        target.Go();
        Assert.Equal(7, target.WaitForExit());
        first.Finish();
        second.Finish();
        Assert.Contains(first.ReadFinal(), told => told is ProbeAggregate);
        Assert.Contains(second.ReadFinal(), told => told is ProbeAggregate);
    }

    /// <summary>Whether the last flush before the end still reached the session, the probe cannot know.</summary>
    [Fact]
    public void The_last_flushes_are_told_again_when_the_process_ends()
    {
        using var folder = new TemporaryFolder();
        using var target = TestTarget.Start("end", folder.Path, "return");
        using var session = ProbeSession.Attach(target.Id, new ProbeOptions { Period = TimeSpan.FromMilliseconds(100) });
        Thread.Sleep(500);
        target.Go();
        Assert.Equal(7, target.WaitForExit());
        session.Finish();
        var streamed = session.Snapshot().OfType<ProbeAggregate>().Select(sum => (sum.Sequence, sum.Resource, sum.Operation, sum.Count)).ToHashSet();
        var told = session.ReadFinal().OfType<ProbeAggregate>().Select(sum => (sum.Sequence, sum.Resource, sum.Operation, sum.Count)).ToList();
        Assert.Contains(told, streamed.Contains);
        Assert.Contains(told, sum => !streamed.Contains(sum));
        Assert.InRange(told.Select(sum => sum.Sequence).Distinct().Count(), 1, 3);
    }

    [Fact]
    public void Loading_into_a_running_process_is_quick()
    {
        using var target = TestTarget.Start("idle");
        using var session = ProbeSession.Attach(target.Id);
        Console.WriteLine($"loading took {session.LoadTime.TotalMilliseconds:F0} ms");
        // The bar is 300 ms on a quiet machine; this one may be busy.
        Assert.True(session.LoadTime < TimeSpan.FromSeconds(3), $"{session.LoadTime}");
    }

    [Fact]
    public void A_target_that_does_not_see_the_tool_is_left_alone()
    {
        Assert.IsType<ProbeAvailability.Unavailable>(ProbeLoader.Check(Environment.ProcessId, "7.0.20"));
        Assert.IsType<ProbeAvailability.Unavailable>(ProbeLoader.Check(int.MaxValue, "10.0.0"));
        Assert.IsType<ProbeAvailability.Available>(ProbeLoader.Check(Environment.ProcessId, "10.0.0"));
    }

    private static void AssertRestored(string before, int processId)
    {
        var deadline = DateTime.UtcNow + s_bound;
        while (ImportSlots.Read(processId) != before)
        {
            Assert.True(DateTime.UtcNow < deadline, "the slots were not restored");
            Thread.Sleep(20);
        }
    }
}
