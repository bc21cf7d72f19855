using IoTrace.Analysis.Attribution;
using IoTrace.Analysis.Tests.Made;

namespace IoTrace.Analysis.Tests.Attribution;

public class QueuedWorkTests
{
    private const string Box = "System.Runtime.CompilerServices.AsyncTaskMethodBuilder`1+AsyncStateMachineBox`1[System.Int32,App.Shop+<LoadAsync>d__1].MoveNext(Thread)";
    private const string Resume = "System.Threading.ExecutionContext.RunInternal(ExecutionContext, ContextCallback, Object)";
    private const string Dispatch = "System.Threading.ThreadPoolWorkQueue.Dispatch()";
    private const string Execute = "Microsoft.Win32.SafeHandles.SafeFileHandle+ThreadPoolValueTaskSource.ExecuteInternal()";
    private const string Read = "System.IO.RandomAccess.ReadAtOffset(SafeFileHandle, Span<…>, Int64)";
    private static readonly string[] Worker = ["System.Threading.PortableThreadPool+WorkerThread.WorkerThreadStart()", Dispatch, Execute, Read];
    private static readonly string[] Queueing = ["System.IO.RandomAccess.ReadAsync(SafeFileHandle)", "System.Threading.ThreadPool.UnsafeQueueUserWorkItemInternal(Object)"];
    private static readonly ThreadId Main = new(1);
    private static readonly ThreadId First = new(2);
    private static readonly ThreadId Second = new(3);

    private readonly MadeStacks stacks = new();
    private readonly QueuedWork work;
    private readonly StackId onWorker;
    private long now;

    public QueuedWorkTests()
    {
        work = new QueuedWork(stacks.Frames);
        onWorker = stacks.Intern(Worker);
    }

    private StackId By(params string[] user) => stacks.Intern([.. user, .. Queueing]);

    private void Queue(ThreadId by, long item, StackId stack) => work.Take(new WorkQueued(new Timestamp(++now), by, item, stack));

    private void Run(ThreadId on, long item) => work.Take(new WorkTaken(new Timestamp(++now), on, item));

    private void Sample(ThreadId thread, StackId stack) => work.Take(new StackSample(new Timestamp(++now), thread, stack, Managed: false));

    private void Wait(ThreadId thread, int resource) => work.Take(new ThreadSnapshot(
        thread, default, default, SystemCallKind.Read, false, new ResourceId(resource), 0x1, -1, -1, false));

    private Dictionary<string, double> Sites(StackId stack, int resource = 0) => work.Sites(stack, new ResourceId(resource))
        .GroupBy(s => UserCode.Fold(work.Frames(s.Site))[0]).ToDictionary(g => g.Key, g => g.Sum(s => s.Share));

    [Fact]
    public void Work_of_the_pool_belongs_to_the_code_that_queued_it()
    {
        Queue(Main, 7, By("App.Program.Main()", "App.Catalog.LookupAsync()"));
        Run(First, 7);
        Sample(First, onWorker);
        var site = Assert.Single(work.Sites(onWorker, ResourceId.None));
        Assert.Equal(1, site.Share);
        Assert.Equal(["App.Program.Main()", "App.Catalog.LookupAsync()", Queueing[0], Dispatch, Execute, Read], work.Frames(site.Site).AsEnumerable());
    }

    [Fact]
    public void An_item_that_is_used_again_belongs_to_the_last_one_who_queued_it()
    {
        Queue(Main, 7, By("App.Early()"));
        // The event of its taking is missing.
        Queue(Main, 7, By("App.Late()"));
        Run(First, 7);
        Sample(First, onWorker);
        Assert.Equal(["App.Late()"], Sites(onWorker).Keys);
    }

    [Fact]
    public void The_time_is_shared_as_the_samples_are()
    {
        Queue(Main, 7, By("App.Often()"));
        Queue(Main, 8, By("App.Seldom()"));
        Run(First, 7);
        Run(Second, 8);
        for (var i = 0; i < 4; i++)
        {
            Sample(i == 0 ? Second : First, onWorker);
        }

        Assert.Equal(new Dictionary<string, double> { ["App.Often()"] = 0.75, ["App.Seldom()"] = 0.25 }, Sites(onWorker));
    }

    [Fact]
    public void A_file_has_the_sites_of_its_own_operations()
    {
        Queue(Main, 7, By("App.ReadsA()"));
        Queue(Main, 8, By("App.ReadsB()"));
        Run(First, 7);
        Run(Second, 8);
        Sample(First, onWorker);
        Sample(Second, onWorker);
        Wait(First, 1);
        Wait(Second, 2);
        Assert.Equal(["App.ReadsA()"], Sites(onWorker, 1).Keys);
        Assert.Equal(["App.ReadsB()"], Sites(onWorker, 2).Keys);
        Assert.Equal(2, Sites(onWorker, 3).Count);
    }

    [Theory]
    [InlineData(Box)]
    [InlineData(Resume)]
    public void What_an_asynchronous_method_was_resumed_by_did_not_call_it(string resumption)
    {
        Queue(First, 7, By(Dispatch, "App.Other.FinishAsync()", resumption, "App.Shop+<LoadAsync>d__1.MoveNext()"));
        Run(First, 7);
        Sample(First, onWorker);
        Assert.Equal(["App.Shop.LoadAsync()"], UserCode.Fold(work.Frames(work.Sites(onWorker, ResourceId.None).Single().Site)).AsEnumerable());
    }

    [Fact]
    public void What_the_framework_queues_for_itself_belongs_to_whom_it_works_for()
    {
        Queue(Main, 7, By("App.Archive.StoreAsync()", "System.IO.Stream.CopyToAsync(Stream)"));
        for (var i = 0; i < 3; i++)
        {
            Run(First, 7);
            Queue(First, 7, By("System.IO.Stream+<CopyToAsync>d__1.MoveNext()"));
        }

        Run(First, 7);
        Sample(First, onWorker);
        Assert.Equal(["App.Archive.StoreAsync()"], Sites(onWorker).Keys);
    }

    [Fact]
    public void A_stack_with_user_code_keeps_it()
    {
        var own = stacks.Intern([.. Worker[..2], "App.Job.Run()", Read]);
        Queue(Main, 7, By("App.Program.Main()"));
        Run(First, 7);
        Sample(First, own);
        Assert.Equal([(new SiteStack(own, StackId.None), 1.0)], work.Sites(own, ResourceId.None));
    }

    [Fact]
    public void Work_of_the_same_kind_is_taken_to_be_queued_by_the_same_code()
    {
        var inlined = stacks.Intern([Dispatch, "Microsoft.Win32.SafeHandles.SafeFileHandle+ThreadPoolValueTaskSource.Execute()"]);
        var other = stacks.Intern([Dispatch, "System.Net.Sockets.SocketAsyncEngine+Item.Execute()"]);
        Queue(Main, 7, By("App.Catalog.LookupAsync()"));
        Run(First, 7);
        Sample(First, onWorker);
        Assert.Equal(["App.Catalog.LookupAsync()"], Sites(inlined).Keys);
        Assert.Equal([(new SiteStack(other, StackId.None), 1.0)], work.Sites(other, ResourceId.None));
    }

    [Fact]
    public void Nothing_is_carried_from_one_burst_into_the_next()
    {
        Queue(Main, 7, By("App.Program.Main()"));
        Run(First, 7);
        work.EndBurst();
        Sample(First, onWorker);
        Assert.Empty(work.Workers);
        Assert.Equal([(new SiteStack(onWorker, StackId.None), 1.0)], work.Sites(onWorker, ResourceId.None));
    }
}
