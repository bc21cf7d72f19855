using IoTrace.Analysis.Tests.Made;

using static IoTrace.Analysis.Tests.Made.Judged;

namespace IoTrace.Analysis.Tests.Verdicts;

/// <summary>A thread that waits for another one has the cause of that one; what nobody waits for is no cause. Twins that differ in that alone.</summary>
public class PropagationTests
{
    private static RecordingBuilder Program(params Step[] main) => new RecordingBuilder(7, Noise.Levels[1]).Lasting(3).Main(main);

    [Fact]
    public void Input_and_output_beside_a_computing_main_is_not_what_limits_it()
    {
        var beside = Program(Do.Compute(10)).Thread(101, "writer", Do.Sync(9), Do.Compute(1)).Diagnose();
        Assert.Equal(Cause.CpuUser, beside.Cause());
        Near(0, beside.Wall(ThreadState.FileSync), 0.01);
        // The thread time shows it all the same.
        Near(2.7, beside.ThreadTime[ThreadState.FileSync], 0.2);
    }

    [Fact]
    public void Computing_beside_a_main_that_waits_for_a_file_is_not_what_limits_it()
    {
        var beside = Program(Do.Sync(9), Do.Compute(1)).Thread(101, "computer", Do.Compute(10)).Diagnose();
        Assert.Equal(Cause.FileSync, beside.Cause());
        Near(0.9, beside.Wall(ThreadState.FileSync), 0.03);
    }

    [Fact]
    public void Computing_beside_a_main_that_waits_for_a_peer_is_not_what_limits_it()
    {
        var beside = Program(Do.Receive(19), Do.Compute(1)).Thread(101, "computer", Do.Compute(10)).Diagnose();
        Assert.Equal(Cause.Network, beside.Cause());
        Near(0.95, beside.Wall(ThreadState.Network), 0.03);
    }

    [Fact]
    public void An_answer_that_is_awaited_beside_a_main_that_waits_for_a_lock_is_not_what_keeps_it()
    {
        var beside = Program(Do.LockHeldBy(101, 20)).Thread(101, "holder", Do.Sleep(19), Do.Compute(1)).InFlight(0, 10).Diagnose();
        Assert.Equal(Cause.LockContention, beside.Cause());
        Near(0, beside.Wall(ThreadState.Network), 0.02);
        // Main that waits for it in a task has its cause.
        Assert.Equal(Cause.Network, Program(Do.Wait(50)).Thread(101, "holder", Do.Sleep(19), Do.Compute(1)).InFlight(0, 10).Diagnose().Cause());
    }

    [Fact]
    public void Computing_beside_a_main_that_reads_what_another_process_writes_is_not_what_limits_it()
    {
        var beside = Program(Do.ReadPipe(19), Do.Compute(1)).Thread(101, "computer", Do.Compute(10)).Diagnose();
        Assert.Equal(Cause.Pipe, beside.Cause());
        Near(0.95, beside.Wall(ThreadState.Pipe), 0.03);
    }

    [Fact]
    public void The_file_and_the_code_that_are_named_are_those_that_keep_the_program()
    {
        var other = Do.Sync(10, MadeResource.File("/srv/background.log")) with { StackPointer = 0x7000_d000, Stack = ["App.Background.Run()", "System.IO.FileStream.Flush(Boolean)", "Interop+Sys.FSync(SafeFileHandle)"] };
        var diagnosis = Program(Do.Sync(8), Do.Compute(2)).Thread(101, "background", other).Diagnose();
        Assert.Equal(Cause.FileSync, diagnosis.Cause());
        Assert.Equal("/srv/background.log", diagnosis.Files[0].Path);
        Assert.Contains("on /srv/orders.log, called from App.OrderStore.Append(Order)", diagnosis.Verdict.Summary, StringComparison.Ordinal);
        Near(0, diagnosis.Files[0].OnPath.Total, 0.05);
        Near(diagnosis.Files[1].WaitSeconds, diagnosis.Files[1].OnPath.Total, 0.05);
    }

    [Fact]
    public void The_code_that_is_named_is_that_whose_answer_main_waits_for()
    {
        var poll = Do.Receive(1000, "10.0.0.9:80") with { StackPointer = 0x7000_d000, Stack = ["App.Poller.Run()", "System.Net.Sockets.Socket.Receive(Byte[])", "Interop+Sys.Receive(SafeHandle, Byte*, Int32)"] };
        var diagnosis = Program(Do.Receive(19), Do.Compute(1)).Thread(101, "poller", poll).Diagnose();
        Assert.Equal(Cause.Network, diagnosis.Cause());
        Assert.Contains("called from App.Feed.Next()", diagnosis.Verdict.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Work_of_a_thread_that_nobody_waits_for_is_not_named()
    {
        var diagnosis = Program(Do.Compute(7), Do.Sync(3)).Thread(101, "background", Do.Compute(10, site: "App.Background.Hash()")).Diagnose();
        Assert.Equal(Cause.CpuUser, diagnosis.Cause());
        Assert.Contains("App.PriceModel.Inner()", diagnosis.Verdict.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_threads_count_when_main_waits_for_them()
    {
        Assert.Equal(Cause.FileSync, Program(Do.Wait(50)).Thread(101, "writer", Do.Sync(9), Do.Compute(1)).Diagnose().Cause());
        Assert.Equal(Cause.CpuUser, Program(Do.Wait(50)).Thread(101, "computer", Do.Compute(10)).Diagnose().Cause());
    }

    [Fact]
    public void A_producer_that_is_mostly_blocked_has_the_cause_of_its_consumer()
    {
        var diagnosis = Program(Do.Compute(2), Do.Wait(8)).Thread(101, "consumer", Do.Sync(9), Do.Compute(1)).Diagnose();
        Assert.Equal(Cause.FileSync, diagnosis.Cause());
        Near(0.2 + (0.8 * 0.1), diagnosis.WallCpu(), 0.04);
    }

    [Fact]
    public void A_lock_held_over_input_or_output_is_that_and_the_lock_is_named()
    {
        var diagnosis = Program(Do.LockHeldBy(101, 20)).Thread(101, "holder", Do.Sync(9), Do.Compute(1))
            .Thread(102, "background", Do.Compute(10)).Diagnose();
        Assert.Equal(Cause.FileSync, diagnosis.Cause());
        Assert.EndsWith(", while other threads wait for the lock in App.Till.Serve() that is held over it.", diagnosis.Verdict.Summary, StringComparison.Ordinal);
        var held = Assert.Single(diagnosis.Locks!.Locks).HeldOver;
        Near(2.7, held[ThreadState.FileSync], 0.2);
    }

    [Fact]
    public void A_lock_is_held_once_however_many_wait_for_it()
    {
        var diagnosis = Program(Do.LockHeldBy(101, 20)).Thread(101, "holder", Do.Sync(9), Do.Compute(1))
            .Thread(102, "second", Do.LockHeldBy(101, 20)).Thread(103, "third", Do.LockHeldBy(101, 20)).Diagnose();
        Near(2.7, Assert.Single(diagnosis.Locks!.Locks).HeldOver[ThreadState.FileSync], 0.2);
    }

    [Fact]
    public void A_lock_held_over_computing_is_computing()
    {
        var diagnosis = Program(Do.LockHeldBy(101, 20)).Thread(101, "holder", Do.Compute(10)).Thread(102, "background", Do.Sync(10)).Diagnose();
        Assert.Equal(Cause.CpuUser, diagnosis.Cause());
        Assert.Contains("lock in App.Till.Serve()", diagnosis.Verdict.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void A_lock_held_over_a_wait_for_a_peer_is_network() => Assert.Equal(
        Cause.Network,
        Program(Do.LockHeldBy(101, 20)).Thread(101, "holder", Do.Receive(20)).Thread(102, "background", Do.Compute(10)).Diagnose().Cause());

    [Fact]
    public void A_lock_held_over_a_sleep_is_contention()
    {
        var diagnosis = Program(Do.LockHeldBy(101, 20)).Thread(101, "holder", Do.Sleep(20)).Thread(102, "background", Do.Compute(10)).Diagnose();
        Assert.Equal(Cause.LockContention, diagnosis.Cause());
        Assert.DoesNotContain("held over it", diagnosis.Verdict.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void A_holder_that_waits_for_a_lock_itself_passes_the_look_on()
    {
        var diagnosis = Program(Do.LockHeldBy(101, 20)).Thread(101, "middle", Do.LockHeldBy(102, 20, identity: 2)).Thread(102, "last", Do.Read(20))
            .Thread(103, "background", Do.Compute(10)).Diagnose();
        Assert.Equal(Cause.FileRead, diagnosis.Cause());
    }

    [Fact]
    public void A_circle_of_holders_is_contention()
    {
        var diagnosis = Program(Do.LockHeldBy(101, 5000)).Thread(101, "other", Do.LockHeldBy(RecordingBuilder.Pid, 5000, identity: 2)).Diagnose();
        Assert.Equal(Cause.LockContention, diagnosis.Cause());
    }

    [Fact]
    public void A_lock_that_changes_hands_has_the_cause_of_who_holds_it_now()
    {
        // When main's wait begins 101 holds the lock; then 102 gets it, and 101 computes for nobody.
        var diagnosis = new RecordingBuilder(7, Noise.None).Lasting(3).Main(Do.Lock(10_000))
            .Thread(101, "first", Do.Compute(10)).Thread(102, "second", Do.Read(10_000))
            .Event(0, at => new ContentionStarted(at, new ThreadId(RecordingBuilder.Pid), 1, new ThreadId(101)))
            .Event(0.01, at => new ContentionStarted(at, new ThreadId(102), 1, new ThreadId(101)))
            .Event(0.02, at => new ContentionEnded(at, new ThreadId(102)))
            .Diagnose();
        Assert.Equal(Cause.FileRead, diagnosis.Cause());
        Near(0.98, diagnosis.Wall(ThreadState.FileRead), 0.02);
    }

    [Fact]
    public void A_holder_that_waits_for_a_task_leads_to_whoever_works() => Assert.Equal(
        Cause.FileSync, Program(Do.LockHeldBy(101, 20)).Thread(101, "holder", Do.Wait(20)).Thread(102, "writer", Do.Sync(20)).Diagnose().Cause());

    [Fact]
    public void A_starved_pool_names_the_code_that_blocks_its_workers()
    {
        var diagnosis = Program(Do.Wait(100) with { Stack = ["App.Program.Main(String[])", "App.Program.Drain()", .. Do.Wait(1).Stack.Skip(1)] }).PoolQueue(50)
            .Thread(101, ".NET TP Worker", Do.WorkerBlocked(100), Do.Compute(1)).Thread(102, ".NET TP Worker", Do.WorkerBlocked(100), Do.Compute(1))
            .Diagnose();
        Assert.Equal(Cause.ThreadPoolStarvation, diagnosis.Cause());
        Assert.EndsWith("while every pool worker is blocked, most of them in App.Handler.Handle().", diagnosis.Verdict.Summary, StringComparison.Ordinal);
        Assert.Contains("App.Handler.Handle()", diagnosis.Advice[0].Title + diagnosis.Advice[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pool_is_starved_also_while_the_thread_that_feeds_it_waits_for_a_processor()
    {
        RecordingBuilder Fed() => Program(Do.Sleep(2), Do.Queue(5), Do.Compute(0.2))
            .Thread(101, ".NET TP Worker", Do.WorkerBlocked(100), Do.Compute(0.1)).Thread(102, ".NET TP Worker", Do.WorkerBlocked(100), Do.Compute(0.1));
        var diagnosis = Fed().PoolQueue(50).Diagnose();
        Assert.Equal(Cause.ThreadPoolStarvation, diagnosis.Cause());
        Assert.InRange(diagnosis.Verdict.Confidence, 0.9, 1);
        // Without a queue nobody waits for the workers.
        Assert.Equal(Cause.CpuContention, Fed().Diagnose().Cause());
    }

    [Fact]
    public void Workers_that_block_on_requests_while_work_queues_are_starved_and_without_a_queue_wait_for_the_peer()
    {
        RecordingBuilder Blocked() => Program(Do.Wait(100)).InFlight(0, 10)
            .Thread(101, ".NET TP Worker", Do.WorkerBlocked(100), Do.Compute(1)).Thread(102, ".NET TP Worker", Do.WorkerBlocked(100), Do.Compute(1));
        Assert.Equal(Cause.ThreadPoolStarvation, Blocked().PoolQueue(50).Diagnose().Cause());
        Assert.Equal(Cause.Network, Blocked().Diagnose().Cause());
    }

    [Fact]
    public void Workers_that_queue_up_for_a_lock_contend_although_work_queues()
    {
        var diagnosis = Program(Do.Wait(100)).PoolQueue(50)
            .Thread(101, ".NET TP Worker", Do.WorkerLock(50), Do.Compute(1)).Thread(102, ".NET TP Worker", Do.WorkerLock(50), Do.Compute(1))
            .Diagnose();
        Assert.Equal(Cause.LockContention, diagnosis.Cause());
    }
}
