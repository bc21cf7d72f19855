using IoTrace.Analysis.Verdicts;

namespace IoTrace.Analysis.Tests.Verdicts;

public class SubjectTests
{
    private static StateTimes Times(ThreadState state, double seconds)
    {
        var times = new StateTimes();
        times[state] = seconds;
        return times;
    }

    private static FileUsage File(string path, ThreadState state, double seconds) => new(path, true, seconds, null, null, 0, Times(state, seconds), [], []);

    private static CallSite Site(ThreadState state, double seconds, params string[] frames) => new(state, seconds, [.. frames]);

    private static Subject Of(FileUsage[]? files = null, EndpointUsage[]? peers = null, LockUsage? locks = null, params CallSite[] sites) =>
        new([.. files ?? []], [.. peers ?? []], locks, [.. sites]);

    private static LockUsage Locks(params (string Name, ThreadState Held, double Seconds)[] locks) =>
        new(1, 1, [.. locks.Select(l => new LockWait(l.Name, 1, 1, []) { HeldOver = Times(l.Held, l.Seconds) })]);

    [Fact]
    public void A_file_is_named_that_has_a_considerable_part()
    {
        var subject = Of([File("/a", ThreadState.FileRead, 3), File("/b", ThreadState.FileRead, 6), File("/c", ThreadState.FileRead, 1), File("/d", ThreadState.FileSync, 90)]);
        Assert.Equal("/b", subject.File(Cause.FileRead));
        Assert.Equal("/d", subject.File(Cause.FileSync));
        Assert.Null(subject.File(Cause.FileWrite));
        Assert.Null(Of().File(Cause.FileRead));
    }

    [Fact]
    public void Among_many_alike_none_is_named()
    {
        Assert.Null(Of([.. Enumerable.Range(0, 4).Select(i => File($"/{i}", ThreadState.FileRead, 1))]).File(Cause.FileRead));
        Assert.NotNull(Of([.. Enumerable.Range(0, 3).Select(i => File($"/{i}", ThreadState.FileRead, 1))]).File(Cause.FileRead));
        // On the threshold of three tenths it is.
        Assert.Equal("/a", Of([File("/a", ThreadState.FileRead, 3), File("/b", ThreadState.FileRead, 2), File("/c", ThreadState.FileRead, 2), File("/d", ThreadState.FileRead, 2), File("/e", ThreadState.FileRead, 1)]).File(Cause.FileRead));
    }

    [Fact]
    public void The_host_is_the_first_peer_with_its_port()
    {
        EndpointUsage Peer(string host, int? port) => new(host, port, "tcp", 1, 0, 1, null, null, null, null, true);
        Assert.Equal("db:5432 (PostgreSQL)", Of(peers: [Peer("db", 5432), Peer("other", 1)]).Host);
        Assert.Equal("/run/db.sock", Of(peers: [Peer("/run/db.sock", null)]).Host);
        Assert.Null(Of().Host);
    }

    [Fact]
    public void A_part_of_the_window_has_the_host_and_the_lock_only_where_no_other_can_be_meant()
    {
        EndpointUsage Peer(string host, double seconds) => new(host, 1, "tcp", 1, 0, seconds, null, null, null, null, true);
        LockUsage Waits(params double[] seconds) => new(seconds.Sum(), 1, [.. seconds.Select(s => new LockWait($"lock {s}", 1, s, []))]);
        static Subject Part(Subject whole) => whole.Within([], [], [], ownThrottled: false);
        Assert.Equal("a:1", Part(Of(peers: [Peer("a", 9), Peer("b", 1)])).Host);
        Assert.Null(Part(Of(peers: [Peer("a", 8), Peer("b", 1)])).Host);
        Assert.Null(Part(Of()).Host);
        Assert.Equal("lock 9", Part(Of(locks: Waits(9, 1))).Lock);
        Assert.Null(Part(Of(locks: Waits(8, 1))).Lock);
        Assert.Null(Part(Of()).Lock);
    }

    [Fact]
    public void Files_and_code_are_weighed_by_what_the_process_as_a_whole_waited_for_them()
    {
        var files = (FileUsage[])[File("/main", ThreadState.FileSync, 6), File("/background", ThreadState.FileSync, 10) with { OnPath = Times(ThreadState.FileSync, 1) }];
        Assert.Equal("/main", Of(files).File(Cause.FileSync));
        // Where none is known to be waited for, the thread-seconds decide.
        Assert.Equal("/background", Of([.. files.Select(f => f with { OnPath = default })]).File(Cause.FileSync));
        var sites = (CallSite[])[Site(ThreadState.FileSync, 6, "App.Main()"), Site(ThreadState.FileSync, 10, "App.Background()") with { OnPath = 1 }];
        Assert.Equal("App.Main()", Of(sites: sites).Site(Cause.FileSync));
        Assert.Equal("App.Background()", Of(sites: [.. sites.Select(s => s with { OnPath = 0 })]).Site(Cause.FileSync));
    }

    [Fact]
    public void A_lock_is_named_for_what_its_holder_does()
    {
        var subject = Of(locks: Locks(("first", ThreadState.FileSync, 1), ("second", ThreadState.FileSync, 4), ("third", ThreadState.Sleep, 9))) with { Seconds = 10 };
        Assert.Equal("first", subject.Lock);
        Assert.Equal("second", subject.LockHeldOver(Cause.FileSync));
        Assert.Null(subject.LockHeldOver(Cause.FileRead));
        Assert.Null(subject.LockHeldOver(Cause.Sleep));
        Assert.Null((subject with { Seconds = 4 / 0.3 }).LockHeldOver(Cause.FileSync));
        Assert.Null(Of().LockHeldOver(Cause.FileSync));
        Assert.Null(Of(locks: Locks(("only", ThreadState.Lock, 9))).LockHeldOver(Cause.LockContention));
    }

    [Theory]
    [InlineData(Cause.FileRead, ThreadState.FileRead)]
    [InlineData(Cause.FileWrite, ThreadState.FileWrite)]
    [InlineData(Cause.FileSync, ThreadState.FileSync)]
    [InlineData(Cause.FileMetadata, ThreadState.FileMetadata)]
    [InlineData(Cause.Network, ThreadState.Network)]
    [InlineData(Cause.Pipe, ThreadState.Pipe)]
    [InlineData(Cause.CpuUser, ThreadState.CpuUser)]
    [InlineData(Cause.CpuKernelIo, ThreadState.CpuKernel)]
    [InlineData(Cause.Gc, ThreadState.Gc)]
    [InlineData(Cause.Jit, ThreadState.Jit)]
    [InlineData(Cause.LockContention, ThreadState.Lock)]
    [InlineData(Cause.ThreadPoolStarvation, ThreadState.PoolQueue)]
    [InlineData(Cause.ThreadPoolStarvation, ThreadState.Lock)]
    [InlineData(Cause.Sleep, ThreadState.Sleep)]
    public void A_cause_has_the_call_site_of_its_own_state(Cause cause, ThreadState state)
    {
        var others = StateTimes.States.Where(s => s != state && !(cause == Cause.ThreadPoolStarvation && s is ThreadState.Lock or ThreadState.PoolQueue)).Select(s => Site(s, 100, $"App.Other{s}()"));
        Assert.Equal("App.Own()", Of(sites: [.. others, Site(state, 1, "App.Own()")]).Site(cause));
    }

    [Fact]
    public void Causes_without_a_place_in_the_code_have_no_call_site()
    {
        var all = Of(sites: [.. StateTimes.States.Select(s => Site(s, 1, "App.Any()"))]);
        Assert.Null(all.Site(Cause.Idle));
        Assert.Null(all.Site(Cause.CpuContention));
    }

    [Fact]
    public void The_same_method_counts_together_and_the_frameworks_not_at_all()
    {
        var subject = Of(sites: [Site(ThreadState.FileRead, 5, "App.A()"), Site(ThreadState.FileRead, 3, "App.B()", "App.X()"), Site(ThreadState.FileRead, 3, "App.B()", "App.Y()"), Site(ThreadState.FileRead, 50, "System.IO.File.Read()"), Site(ThreadState.FileRead, 70)]);
        Assert.Equal("App.B()", subject.Site(Cause.FileRead));
    }

    [Fact]
    public void A_starved_pool_has_the_site_that_blocks_its_workers()
    {
        var subject = Of(sites: Site(ThreadState.Lock, 9, "App.Elsewhere()")) with { BlockedWorkers = [Site(ThreadState.PoolQueue, 1, "App.Handler()")] };
        Assert.Equal("App.Handler()", subject.Site(Cause.ThreadPoolStarvation));
        Assert.Equal("App.Elsewhere()", subject.Site(Cause.LockContention));
        Assert.Equal("App.Elsewhere()", (subject with { BlockedWorkers = [] }).Site(Cause.ThreadPoolStarvation));
    }

    [Fact]
    public void A_part_of_the_window_has_files_and_sites_of_its_own_and_the_rest_of_the_whole()
    {
        var whole = Of([File("/a", ThreadState.FileRead, 1)], sites: Site(ThreadState.FileRead, 1, "App.A()")) with
        {
            Throttled = true,
            IdleUnless = "unless it sleeps",
        };
        var part = whole.Within([File("/b", ThreadState.FileRead, 1)], [Site(ThreadState.FileRead, 1, "App.B()")], [Site(ThreadState.PoolQueue, 1, "App.W()")], ownThrottled: false);
        Assert.Equal(("/b", "App.B()", "App.W()"), (part.File(Cause.FileRead), part.Site(Cause.FileRead), part.Site(Cause.ThreadPoolStarvation)));
        Assert.True(whole.Within([], [], [], ownThrottled: true).Throttled);
        Assert.True(part is { Throttled: false, IdleUnless: "unless it sleeps" });
    }
}
