using IoTrace.Analysis.Tests.Made;

using static IoTrace.Analysis.Tests.Made.Judged;

namespace IoTrace.Analysis.Tests.Tallies;

public class LockTallyTests
{
    private static Step LockAt(double ms, ulong identity, string site) => Do.Lock(ms, identity) with { Stack = ["App.Program.Main(String[])", site, "System.Threading.Monitor.Enter(Object, Boolean&)"] };

    [Fact]
    public void A_lock_is_named_after_the_code_that_waits_for_it_most_over_all_threads()
    {
        // Of each thread by itself Solo() waits longest; of all together Both().
        var builder = new RecordingBuilder(31).Lasting(3).Main(Do.Wait(1000)).Thread(101, "a", LockAt(60, 1, "App.Solo()"), Do.Compute(5))
            .Thread(102, "b", LockAt(40, 1, "App.Both()"), Do.Compute(5)).Thread(103, "c", LockAt(40, 1, "App.Both()"), Do.Compute(5));
        var usage = builder.Diagnose().Locks!;
        Assert.Equal("lock in App.Both()", Assert.Single(usage.Locks).Name);
        Assert.Equal<string>(["App.Both()", "App.Program.Main(String[])"], usage.Locks[0].Frames.AsEnumerable());
    }

    [Fact]
    public void Locks_come_by_the_time_that_they_cost()
    {
        var usage = new RecordingBuilder(32).Lasting(2).Main(Do.Wait(1000)).Thread(101, "a", LockAt(2, 1, "App.Short()"), Do.Compute(2)).Thread(102, "b", LockAt(30, 2, "App.Long()"), Do.Compute(2)).Diagnose().Locks!;
        Assert.Equal(["lock in App.Long()", "lock in App.Short()"], usage.Locks.Select(l => l.Name));
        Assert.True(usage.Locks[0].Count < usage.Locks[1].Count);
        Assert.Equal(usage.Count, usage.Locks.Sum(l => l.Count));
        Near(usage.ContentionSeconds, usage.Locks.Sum(l => l.Seconds), 1e-9);
    }

    [Fact]
    public void A_lock_that_nobody_was_seen_waiting_for_has_its_identity_for_a_name()
    {
        var usage = new RecordingBuilder(33).Lasting(2).WithoutStacks().Main(Do.Wait(1000)).Thread(101, "a", Do.Lock(5, 0xbeef), Do.Compute(2)).Diagnose().Locks!;
        Assert.Equal("lock 0xbeef", Assert.Single(usage.Locks).Name);
        Assert.Empty(usage.Locks[0].Frames);
    }

    [Fact]
    public void A_wait_that_is_not_over_counts_until_the_end()
    {
        var usage = new RecordingBuilder(34).Lasting(2).Main(Do.Wait(1000)).Event(0.5, at => new ContentionStarted(at, new ThreadId(9), 3, null)).Diagnose().Locks!;
        Near(1.5, usage.ContentionSeconds, 1e-6);
        Assert.Equal(1, usage.Count);
    }

    [Fact]
    public void However_many_wait_a_lock_is_held_once()
    {
        var usage = new RecordingBuilder(35).Lasting(2).Main(Do.Wait(1000)).Thread(101, "holder", Do.Sync(50))
            .Thread(102, "a", Do.LockHeldBy(101, 40), Do.Compute(1)).Thread(103, "b", Do.LockHeldBy(101, 40), Do.Compute(1)).Diagnose().Locks!;
        var held = Assert.Single(usage.Locks).HeldOver;
        Near(1.9, held[ThreadState.FileSync], 0.1);
        Near(held.Total, held[ThreadState.FileSync], 0.1);
    }

    [Fact]
    public void A_wait_whose_end_may_be_lost_does_not_count()
    {
        var usage = new RecordingBuilder(37).Lasting(3).Main(Do.Wait(1000)).Event(0.5, at => new ContentionStarted(at, new ThreadId(9), 3, null)).Event(0.6, at => new EventsDropped(at, 1))
            .Event(2, at => new ContentionStarted(at, new ThreadId(10), 3, null)).Event(2.25, at => new ContentionEnded(at, new ThreadId(10))).Diagnose().Locks!;
        Near(0.25, usage.ContentionSeconds, 1e-6);
        Assert.Equal(1, usage.Count);
    }

    [Fact]
    public void Where_the_stream_ends_so_does_what_is_known_of_a_wait()
    {
        var usage = new RecordingBuilder(38).Lasting(3).Main(Do.Wait(1000)).Event(0.5, at => new ContentionStarted(at, new ThreadId(9), 3, null)).Event(1, at => new StreamTruncated(at, "runtime.nettrace")).Diagnose().Locks!;
        Near(0.5, usage.ContentionSeconds, 1e-6);
        Assert.Equal(1, usage.Count);
    }

    [Fact]
    public void Very_many_locks_are_summed_up()
    {
        var builder = new RecordingBuilder(39).Lasting(1).Main(Do.Wait(1000));
        for (var i = 0; i < 6000; i++)
        {
            var identity = (ulong)(i + 1);
            builder.Event(0.1, at => new ContentionStarted(at, new ThreadId(200 + (int)identity), identity, null)).Event(0.2, at => new ContentionEnded(at, new ThreadId(200 + (int)identity)));
        }

        var usage = builder.Diagnose().Locks!;
        Assert.Equal(6000, usage.Count);
        Assert.Equal(11, usage.Locks.Length);
        Assert.Equal(("(other locks)", 1000L), (usage.Locks[^1].Name, usage.Locks[^1].Count));
        Near(100, usage.Locks[^1].Seconds, 1e-6);
        Assert.NotEqual("(other locks)", usage.Locks[0].Name);
    }

    [Fact]
    public void No_more_than_ten_are_named()
    {
        var builder = new RecordingBuilder(36).Lasting(1).Main(Do.Wait(1000));
        for (var i = 0; i < 12; i++)
        {
            var identity = (ulong)(i + 1);
            builder.Event(0.1, at => new ContentionStarted(at, new ThreadId(200 + (int)identity), identity, null)).Event(0.2 + (0.01 * i), at => new ContentionEnded(at, new ThreadId(200 + (int)identity)));
        }

        var usage = builder.Diagnose().Locks!;
        Assert.Equal(12, usage.Count);
        Assert.Equal(10, usage.Locks.Length);
        Assert.Equal("lock 0xc", usage.Locks[0].Name);
    }
}
