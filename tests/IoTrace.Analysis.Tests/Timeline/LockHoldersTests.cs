using IoTrace.Analysis.Timeline;

namespace IoTrace.Analysis.Tests.Timeline;

public class LockHoldersTests
{
    private static readonly ThreadId A = new(1);
    private static readonly ThreadId B = new(2);
    private static readonly ThreadId C = new(3);

    private static LockHolders After(params Observation[] observations)
    {
        var holders = new LockHolders();
        foreach (var observation in observations)
        {
            holders.Take(observation);
        }

        return holders;
    }

    private static ContentionStarted Waits(ThreadId thread, ulong identity, ThreadId? owner) => new(default, thread, identity, owner);

    private static ContentionEnded Gets(ThreadId thread) => new(default, thread);

    [Fact]
    public void The_runtime_tells_who_holds_a_lock_when_a_wait_begins()
    {
        var holders = After(Waits(A, 7, B));
        Assert.True(holders.Waits(A));
        Assert.False(holders.Waits(B));
        Assert.Equal(B, holders.HolderFor(A));
        Assert.Null(holders.HolderFor(B));
    }

    [Fact]
    public void Whose_wait_ended_last_holds_it() => Assert.Equal(C, After(Waits(A, 7, B), Waits(C, 7, B), Gets(C)).HolderFor(A));

    [Fact]
    public void A_new_wait_tells_anew() => Assert.Equal(B, After(Waits(A, 7, B), Waits(C, 7, B), Gets(C), Waits(C, 7, B)).HolderFor(A));

    [Fact]
    public void Who_waits_for_a_lock_does_not_hold_it() => Assert.Null(After(Waits(A, 7, B), Waits(B, 7, null)).HolderFor(A));

    [Fact]
    public void Who_waits_for_another_lock_may_hold_this_one() => Assert.Equal(B, After(Waits(A, 7, B), Waits(B, 8, null)).HolderFor(A));

    [Fact]
    public void Runtimes_that_tell_no_lock_or_no_owner_have_no_holder()
    {
        Assert.Null(After(Waits(A, 0, B)).HolderFor(A));
        Assert.Null(After(Waits(A, 7, null)).HolderFor(A));
        Assert.Null(After(Waits(A, 7, null), Waits(C, 7, null), Gets(C)).HolderFor(A));
    }

    [Fact]
    public void A_wait_that_ended_is_none()
    {
        var holders = After(Waits(A, 7, B), Gets(A));
        Assert.False(holders.Waits(A));
        Assert.Null(holders.HolderFor(A));
    }

    [Fact]
    public void Once_events_were_lost_nobody_is_known_to_wait_or_to_hold()
    {
        foreach (var loss in (Observation[])[new EventsDropped(default, 1), new StreamTruncated(default, "runtime.nettrace")])
        {
            var holders = After(Waits(A, 7, B), loss);
            Assert.False(holders.Waits(A));
            holders.Take(Waits(C, 7, null));
            Assert.Null(holders.HolderFor(C));
            // The end of a wait whose start was lost, or forgotten, says nothing.
            holders.Take(Gets(A));
            Assert.Null(holders.HolderFor(C));
        }

        Assert.True(After(Waits(A, 7, B), new EventsDropped(default, 1) { OfRequests = false }).Waits(A));
    }

    [Fact]
    public void A_thread_that_ended_waits_for_nothing()
    {
        var holders = After(Waits(A, 7, B));
        holders.Forget(A);
        Assert.False(holders.Waits(A));
    }
}
