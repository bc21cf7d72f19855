using IoTrace.Analysis.Timeline;
using IoTrace.Analysis.Waits;

namespace IoTrace.Analysis.Tests.Timeline;

public class CriticalPathTests
{
    private static ThreadMoment Thread(int id, Activity activity, ThreadState state = ThreadState.Lock, int? holder = null, ThreadRole role = ThreadRole.User) =>
        new(new ThreadId(id), role, state, activity, ResourceId.None, 0, StackId.None, true) { Holder = holder is { } held ? new ThreadId(held) : null };

    private static Instant Look(params ThreadMoment[] threads) => new(default, threads, [], null, 0, new WaitSources(_ => false));

    private static int[] Path(params ThreadMoment[] threads) => [.. CriticalPath.Of(Look(threads)).Select(t => t.Thread.Value)];

    [Fact]
    public void A_circle_of_holders_leads_nowhere_and_ends()
    {
        var first = Thread(1, Activity.Contended, holder: 2);
        var look = Look(first, Thread(2, Activity.Contended, holder: 3), Thread(3, Activity.Contended, holder: 1));
        Assert.Equal(Activity.Contended, CriticalPath.Follow(first, look).Activity);
    }

    [Fact]
    public void Holders_are_followed_to_the_one_that_works()
    {
        var first = Thread(1, Activity.Contended, holder: 2);
        var look = Look(first, Thread(2, Activity.Contended, holder: 3), Thread(3, Activity.Active, ThreadState.FileSync));
        Assert.Equal(3, CriticalPath.Follow(first, look).Thread.Value);
    }

    [Theory]
    [InlineData(Activity.Sleeping)]
    [InlineData(Activity.Idle)]
    [InlineData(Activity.Background)]
    public void A_holder_that_does_nothing_passes_nothing_on(Activity activity)
    {
        var first = Thread(1, Activity.Contended, holder: 2);
        Assert.Equal(1, CriticalPath.Follow(first, Look(first, Thread(2, activity))).Thread.Value);
    }

    [Fact]
    public void A_holder_that_is_nowhere_to_be_seen_passes_nothing_on()
    {
        var first = Thread(1, Activity.Contended, holder: 9);
        Assert.Equal(1, CriticalPath.Follow(first, Look(first)).Thread.Value);
    }

    [Fact]
    public void Main_stands_for_the_program()
    {
        var worker = Thread(2, Activity.Active, ThreadState.CpuUser);
        Assert.Equal([1], Path(Thread(1, Activity.Active, ThreadState.FileRead, role: ThreadRole.Main), worker));
        Assert.Equal([2], Path(Thread(1, Activity.Dependent, role: ThreadRole.Main), worker));
        Assert.Equal([2, 3], Path(Thread(1, Activity.Sleeping, role: ThreadRole.Main), worker, Thread(3, Activity.Active), Thread(4, Activity.Idle)));
        Assert.Empty(Path(Thread(1, Activity.Outside, ThreadState.Network, role: ThreadRole.Main), worker));
        Assert.Empty(Path(Thread(1, Activity.Outside, ThreadState.Pipe, role: ThreadRole.Main), worker));
        Assert.Equal([2], Path(worker));
    }

    [Fact]
    public void What_main_waits_for_is_known_of_peers_and_of_locks_with_a_holder()
    {
        static int? Wait(ThreadMoment main) => CriticalPath.WaitOfMain(Look(Thread(2, Activity.Sleeping), Thread(3, Activity.Contended, holder: 2), main))?.Thread.Value;
        Assert.Equal(1, Wait(Thread(1, Activity.Outside, ThreadState.Pipe, role: ThreadRole.Main)));
        Assert.Equal(1, Wait(Thread(1, Activity.Contended, holder: 2, role: ThreadRole.Main)));
        // The holder waits for another lock itself.
        Assert.Equal(3, Wait(Thread(1, Activity.Contended, holder: 3, role: ThreadRole.Main)));
        Assert.Null(Wait(Thread(1, Activity.Contended, role: ThreadRole.Main)));
        Assert.Null(Wait(Thread(1, Activity.Dependent, role: ThreadRole.Main)));
        Assert.Null(Wait(Thread(1, Activity.Active, ThreadState.FileRead, role: ThreadRole.Main)));
        Assert.Null(Wait(Thread(1, Activity.Outside, ThreadState.Network)));
    }

    [Fact]
    public void Main_that_waits_for_a_lock_has_the_cause_of_its_holder()
    {
        var other = Thread(5, Activity.Active, ThreadState.CpuUser);
        Assert.Equal([2], Path(Thread(1, Activity.Contended, holder: 2, role: ThreadRole.Main), Thread(2, Activity.Active, ThreadState.FileSync), other));
        Assert.Empty(Path(Thread(1, Activity.Contended, holder: 2, role: ThreadRole.Main), Thread(2, Activity.Sleeping), other));
        Assert.Equal([5], Path(Thread(1, Activity.Contended, role: ThreadRole.Main), other));
    }
}
