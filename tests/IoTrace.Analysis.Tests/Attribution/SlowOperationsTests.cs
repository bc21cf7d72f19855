using IoTrace.Analysis.Attribution;
using IoTrace.Analysis.Tallies;
using IoTrace.Analysis.Tests.Made;

using static IoTrace.Analysis.Tests.Made.Judged;

namespace IoTrace.Analysis.Tests.Attribution;

public class SlowOperationsTests
{
    private const string Path = "/srv/catalog.bin";
    private const string Append = "App.OrderStore.Append(Order)";
    private static readonly MadeStacks Stacks = new();
    private static readonly StackId Lookup = Stacks.Intern(["App.Program.Main()", "App.Catalog.Lookup()", "IoTrace.Probe.Hooks.DataHooks.PRead()"]);
    private static readonly StackId Seldom = Stacks.Intern(["App.Program.Main()", "App.Seldom.Look()", "IoTrace.Probe.Hooks.DataHooks.PRead()"]);
    private static readonly StackId Opening = Stacks.Intern(["App.Program.Main()", "App.Archive.Store()", "IoTrace.Probe.Hooks.PathHooks.Open()"]);
    private static readonly StackId OnWorker = Stacks.Intern(["System.Threading.ThreadPoolWorkQueue.Dispatch()", "System.IO.RandomAccess.ReadAtOffset()"]);

    private readonly SlowOperations slow = new(new QueuedWork(Stacks.Frames));

    private void Tell(StackId stack, double seconds, IoOperation operation = IoOperation.Read) => slow.Take(new OperationTimed(
        new Timestamp(1), new ThreadId(1), ResourceKind.File, Path, operation, Duration.FromSeconds(seconds), stack));

    private static CountedFile File(double read, double metadata = 0)
    {
        var times = new StateTimes();
        times[ThreadState.FileRead] = read;
        times[ThreadState.FileMetadata] = metadata;
        return new CountedFile(Path, ResourceKind.File, times, [], SlowSeconds: read);
    }

    private static CallSite Sampled(ThreadState state, double seconds, string frame) => new(state, seconds, [frame]);

    private static FileUsage Twin(params CallSite[] sites) => new(Path, false, 1, null, null, 1, new StateTimes(), [], [.. sites]);

    [Fact]
    public void The_exact_time_is_divided_as_the_slow_operations_are()
    {
        Tell(Lookup, 0.3);
        Tell(Seldom, 0.1);
        var sites = slow.SitesOf(File(read: 8), guessed: false);
        Assert.Equal(["App.Catalog.Lookup()", "App.Seldom.Look()"], sites.Select(s => s.Frames[0]));
        Near(6, sites[0].Seconds, 1e-9);
        Near(2, sites[1].Seconds, 1e-9);
    }

    [Fact]
    public void Work_of_the_pool_that_nobody_was_seen_to_queue_belongs_to_whoever_opened_the_file()
    {
        Tell(Opening, 0.00001, IoOperation.Open);
        Tell(OnWorker, 0.1);
        Assert.Equal(["App.Archive.Store()", "App.Archive.Store()"], slow.SitesOf(File(read: 2, metadata: 0.001), guessed: true).Select(s => s.Frames[0]));
    }

    [Fact]
    public void Operations_that_make_up_little_of_the_time_do_not_stand_for_it()
    {
        Tell(Seldom, 0.01);
        var twin = Twin(Sampled(ThreadState.FileRead, 1.9, Append));
        var mostlyFast = FileTimes.Merge([twin], [File(read: 2) with { SlowSeconds = 0.01 }], slow);
        Assert.Equal(Append, Assert.Single(mostlyFast[0].CallSites).Frames[0]);
        var mostlySlow = FileTimes.Merge([twin], [File(read: 2)], slow);
        Assert.Equal("App.Seldom.Look()", Assert.Single(mostlySlow[0].CallSites).Frames[0]);
    }

    [Fact]
    public void A_guess_gives_way_to_what_was_sampled()
    {
        Tell(Opening, 0.00001, IoOperation.Open);
        Tell(OnWorker, 0.1);
        var sites = FileTimes.Merge([Twin(Sampled(ThreadState.FileRead, 1.9, Append))], [File(read: 2)], slow)[0].CallSites;
        Assert.Equal(Append, Assert.Single(sites).Frames[0]);
    }

    [Fact]
    public void Each_state_has_the_sites_that_show_the_user_their_own_code()
    {
        Tell(Opening, 0.00001, IoOperation.Open);
        var twin = Twin(Sampled(ThreadState.FileRead, 1.9, "System.IO.RandomAccess.ReadAtOffset()"), Sampled(ThreadState.FileMetadata, 0.1, Append));
        var sites = FileTimes.Merge([twin], [File(read: 2, metadata: 0.1) with { SlowSeconds = 0 }], slow)[0].CallSites;
        Assert.Equal([(ThreadState.FileRead, "App.Archive.Store()"), (ThreadState.FileMetadata, Append)], sites.Select(s => (s.State, s.Frames[0])));
    }
}
