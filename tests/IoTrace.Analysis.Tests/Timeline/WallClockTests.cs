using IoTrace.Analysis.Tests.Made;
using IoTrace.Analysis.Timeline;
using IoTrace.Analysis.Waits;

using static IoTrace.Analysis.Tests.Made.Judged;

namespace IoTrace.Analysis.Tests.Timeline;

public class WallClockTests
{
    [Theory]
    [InlineData(7, 3)]
    [InlineData(1, 9)]
    [InlineData(40, 10)]
    [InlineData(0.6, 0.4)]
    public void One_thread_has_its_exact_shares(double syncing, double computing)
    {
        var diagnosis = new RecordingBuilder(3, Noise.None).Main(Do.Sync(syncing), Do.Compute(computing, kernel: 0.4)).Diagnose();
        var truth = syncing / (syncing + computing);
        // Nobody counted the calls: kernel work is taken for theirs, unless it is longer than the waits are.
        var kernel = (1 - truth) * 0.4;
        var inferred = kernel < truth ? kernel : 0;
        Near(truth + inferred, diagnosis.Wall(ThreadState.FileSync), 0.03);
        Near(truth, diagnosis.Wall(ThreadState.FileSync) + diagnosis.Wall(ThreadState.CpuKernel) - kernel, 0.01);
        Near((1 - truth) * 0.6, diagnosis.Wall(ThreadState.CpuUser), 0.03);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Shares_sum_to_one_at_every_level_of_noise(int level)
    {
        var diagnosis = new RecordingBuilder(level, Noise.Levels[level]).Lasting(2)
            .Main(Do.Sync(7), Do.Compute(3, 0.4), Do.Sleep(2))
            .Thread(101, "reader", Do.Read(4), Do.Queue(1), Do.Compute(2))
            .Thread(102, ".NET TP Worker", Do.WorkerIdle(20), Do.Compute(1))
            .Diagnose();
        Near(1, diagnosis.WallClock.Total, 1e-9);
        Assert.All(diagnosis.Timeline, slice => Near(1, slice.WallClock.Total, 1e-9));
        Assert.All(StateTimes.States, state => Assert.True(diagnosis.WallClock[state] >= 0));
    }

    [Fact]
    public void Two_threads_that_take_turns_cover_the_whole_clock()
    {
        var diagnosis = new RecordingBuilder(5, Noise.OfTheSampler)
            .Main(Do.Read(6), Do.Wait(6))
            .Thread(101, "other", Do.Wait(6), Do.Sync(6))
            .Diagnose();
        Near(1, diagnosis.Wall(ThreadState.FileRead, ThreadState.FileSync), 0.01);
        Near(0.5, diagnosis.Wall(ThreadState.FileRead), 0.06);
    }

    [Fact]
    public void Two_threads_that_compute_in_turns_cover_the_whole_clock()
    {
        var diagnosis = new RecordingBuilder(5, Noise.OfTheSampler)
            .Main(Do.Compute(6), Do.Wait(6))
            .Thread(101, "other", Do.Wait(6), Do.Sync(6))
            .Diagnose();
        Near(1, diagnosis.WallCpu() + diagnosis.Wall(ThreadState.FileSync), 0.04);
        Near(0.5, diagnosis.WallCpu(), 0.05);
    }

    [Fact]
    public void Parallel_work_is_not_counted_twice()
    {
        var diagnosis = new RecordingBuilder(6, Noise.OfTheSampler)
            .Main(Do.Wait(50))
            .Thread(101, "a", Do.Read(10))
            .Thread(102, "b", Do.Compute(10))
            .Diagnose();
        Near(0.5, diagnosis.Wall(ThreadState.FileRead), 0.02);
        Near(0.5, diagnosis.WallCpu(), 0.02);
        Near(5, diagnosis.ThreadTime[ThreadState.FileRead], 0.1);
        Near(5, diagnosis.ThreadTime.Sum(ThreadState.CpuUser, ThreadState.CpuKernel), 0.1);
    }

    [Fact]
    public void Idle_pool_workers_count_for_nothing()
    {
        var lonely = new RecordingBuilder(7).Main(Do.Sync(7), Do.Compute(3)).Diagnose();
        var builder = new RecordingBuilder(7).Main(Do.Sync(7), Do.Compute(3));
        for (var worker = 0; worker < 20; worker++)
        {
            builder.Thread(200 + worker, ".NET TP Worker", Do.WorkerIdle(1000));
        }

        var crowded = builder.Diagnose();
        Near(lonely.Wall(ThreadState.FileSync), crowded.Wall(ThreadState.FileSync), 0.001);
        Near(0, crowded.Wall(ThreadState.Idle), 0.001);
    }

    [Theory]
    [InlineData(".NET EventPipe", SystemCallKind.Futex)]
    [InlineData(".NET SigHandler", SystemCallKind.Read)]
    [InlineData(".NET DebugPipe", SystemCallKind.Metadata)]
    [InlineData(".NET Sockets", SystemCallKind.EpollWait)]
    [InlineData(".NET Finalizer", SystemCallKind.Futex)]
    [InlineData(".NET Tiered Com", SystemCallKind.Futex)]
    [InlineData(".NET Counter Po", SystemCallKind.Futex)]
    [InlineData(".NET SynchManag", SystemCallKind.Poll)]
    public void A_blocked_service_thread_never_counts(string name, SystemCallKind call)
    {
        var diagnosis = new RecordingBuilder(8).Main(Do.Compute(5), Do.Sync(5)).Thread(101, name, Do.Serve(1000, call)).Diagnose();
        Near(0.5, diagnosis.Wall(ThreadState.FileSync), 0.02);
        Near(0.5, diagnosis.WallCpu(), 0.02);
        Assert.All(diagnosis.Threads.Where(t => t.Tid == 101), t => Near(0, t.Seconds.Total, 0.001));
    }

    [Fact]
    public void The_thread_that_serves_the_profiler_is_left_out_of_every_budget()
    {
        var diagnosis = new RecordingBuilder(9).Main(Do.Sync(100)).Thread(101, ".NET EventPipe", Do.Compute(3), Do.Serve(7, SystemCallKind.Futex)).Diagnose();
        Near(1, diagnosis.Wall(ThreadState.FileSync), 0.01);
        Near(0, diagnosis.ThreadTime[ThreadState.CpuUser], 0.002);
        Near(1.5, diagnosis.Quality.Overhead.TargetCpuSeconds!.Value, 0.1);
    }

    [Fact]
    public void A_thread_for_a_long_running_task_is_the_programs_own()
    {
        // TaskCreationOptions.LongRunning: the runtime names the thread ".NET Long Running Task".
        var diagnosis = new RecordingBuilder(10).Main(Do.Wait(1000)).Thread(101, ".NET Long Runni", Do.Sync(10)).Diagnose();
        Near(1, diagnosis.Wall(ThreadState.FileSync), 0.02);
    }

    [Fact]
    public void A_thread_that_lives_between_two_bursts_of_stacks_still_waits_for_its_file()
    {
        var builder = new RecordingBuilder(11).Main(Do.Wait(1000));
        for (var i = 0; i < 10; i++)
        {
            // Bursts are at 0.04, 0.54, 1.04 s: these threads are never seen with a stack.
            builder.Thread(300 + i, "job", (i * 0.5) + 0.12, (i * 0.5) + 0.52, Do.Sync(10));
        }

        Assert.Equal(Cause.FileSync, builder.Diagnose().Cause());
    }

    [Fact]
    public void Requests_in_flight_without_a_thread_are_waited_for()
    {
        var diagnosis = new RecordingBuilder(12).Main(Do.Wait(1000)).Thread(101, ".NET TP Worker", Do.WorkerIdle(1000))
            .InFlight(0.5, 4.5).Diagnose();
        Near(0.8, diagnosis.Wall(ThreadState.Network), 0.02);
        Assert.Equal(Bound.Io, diagnosis.Verdict.Bound);
    }

    [Fact]
    public void Requests_in_flight_are_hidden_by_an_active_thread()
    {
        var diagnosis = new RecordingBuilder(13).Main(Do.Compute(10)).InFlight(0, 6).Diagnose();
        Near(0, diagnosis.Wall(ThreadState.Network), 0.001);
        Near(1, diagnosis.WallCpu(), 0.001);
    }

    [Fact]
    public void A_pending_timer_is_sleep_and_no_timer_is_idle()
    {
        var timer = Do.Serve(1000, SystemCallKind.Futex);
        RecordingBuilder With(bool timed) => new RecordingBuilder(14).Main(Do.Wait(1000)).Thread(101, ".NET Timer", timer with { Timed = timed });
        Near(1, With(timed: true).Diagnose().Wall(ThreadState.Sleep), 0.001);
        Near(1, With(timed: false).Diagnose().Wall(ThreadState.Idle), 0.001);
    }

    [Fact]
    public void A_queue_before_blocked_workers_is_starvation_and_before_idle_ones_is_not()
    {
        RecordingBuilder With(Step worker) => new RecordingBuilder(15).Main(Do.Wait(1000)).PoolQueue(40)
            .Thread(101, ".NET TP Worker", worker).Thread(102, ".NET TP Worker", worker);
        Near(1, With(Do.WorkerBlocked(1000)).Diagnose().Wall(ThreadState.PoolQueue), 0.001);
        Near(0, With(Do.WorkerIdle(1000)).Diagnose().Wall(ThreadState.PoolQueue), 0.001);
    }

    [Theory]
    [InlineData(40, ThreadState.PoolQueue)]
    [InlineData(3, ThreadState.PoolQueue)]
    [InlineData(2, ThreadState.Network)]
    public void Workers_that_are_blocked_in_sockets_are_starved_when_more_waits_than_they_have_in_hand(int queue, ThreadState state) =>
        Near(1, new RecordingBuilder(15).Main(Do.Wait(1000)).PoolQueue(queue).Thread(101, ".NET TP Worker", Do.Receive(50), Do.Receive(50))
            .Thread(102, ".NET TP Worker", Do.Receive(70)).Diagnose().Wall(state), 0.01);

    [Fact]
    public void What_queues_for_workers_that_sockets_keep_goes_with_their_waits_and_for_others_it_stays()
    {
        RecordingBuilder Starved(Step worker) => new RecordingBuilder(15).Main(Do.Wait(1000)).PoolQueue(40).Thread(101, ".NET TP Worker", worker).Thread(102, ".NET TP Worker", worker);

        Near(1, Starved(Do.Receive(50)).Diagnose().Bounds.IfIoWereFree!.WallReduction, 0.01);
        Near(1, Starved(Do.WorkerBlocked(1000)).InFlight(0, 5).Diagnose().Bounds.IfIoWereFree!.WallReduction, 0.01);
        Near(0, Starved(Do.WorkerBlocked(1000)).Diagnose().Bounds.IfIoWereFree!.WallReduction, 0.01);
    }

    [Fact]
    public void A_short_wait_for_a_pipe_is_input_and_an_unanswered_one_is_idling()
    {
        Near(1, new RecordingBuilder(16).Main(Do.ReadPipe(50), Do.Compute(0.5)).Diagnose().Wall(ThreadState.Pipe), 0.02);
        // The first second still looks like any other wait.
        var unanswered = new RecordingBuilder(16).Lasting(10).Main(Do.ReadPipe(100_000)).Diagnose();
        Near(0.9, unanswered.Wall(ThreadState.Idle), 0.02);
        Assert.Equal(Cause.Idle, unanswered.Cause());
    }

    [Fact]
    public void Contended_locks_count_while_nobody_is_active()
    {
        var diagnosis = new RecordingBuilder(17).Main(Do.Lock(9), Do.Compute(1)).Diagnose();
        Near(0.9, diagnosis.Wall(ThreadState.Lock), 0.02);
        Near(4.5, diagnosis.Locks!.ContentionSeconds, 0.1);
    }

    [Fact]
    public void A_lock_whose_holder_does_input_or_output_has_its_holders_cause()
    {
        var diagnosis = new RecordingBuilder(18).Main(Do.Lock(20)).Thread(101, "holder", Do.Sync(20)).Diagnose();
        Near(1, diagnosis.Wall(ThreadState.FileSync), 0.01);
        Assert.Equal(Cause.FileSync, diagnosis.Cause());
    }

    [Fact]
    public void Pauses_and_compilations_are_told_apart_from_the_programs_own_work()
    {
        var diagnosis = new RecordingBuilder(19, Noise.OfTheSampler).Main(Do.Compute(30), Do.Collect(20), Do.Compile(25), Do.Sync(25)).Diagnose();
        Near(0.2, diagnosis.Wall(ThreadState.Gc), 0.03);
        Near(0.25, diagnosis.Wall(ThreadState.Jit), 0.03);
        Near(0.3, diagnosis.WallCpu(), 0.03);
    }

    [Fact]
    public void A_compilation_that_waits_for_a_processor_is_not_compiling()
    {
        var diagnosis = new RecordingBuilder(19).Main(Do.CompileStarved(10, 30)).Diagnose();
        Near(0.25, diagnosis.Wall(ThreadState.Jit), 0.03);
        Near(0.75, diagnosis.Wall(ThreadState.Runnable), 0.03);
    }

    [Fact]
    public void Compiling_again_in_the_background_that_waits_for_a_processor_keeps_nobody()
    {
        var diagnosis = new RecordingBuilder(19).Main(Do.Wait(1000)).Thread(101, ".NET Tiered Com", Do.Compute(10), Do.Queue(30)).Diagnose();
        Near(0.25, diagnosis.Wall(ThreadState.Jit), 0.03);
        Near(0.75, diagnosis.Wall(ThreadState.Idle), 0.03);
    }

    [Fact]
    public void Workers_that_spin_between_their_work_do_not_hide_it()
    {
        var diagnosis = new RecordingBuilder(23, Noise.Levels[1]).Main(Do.Wait(1000))
            .Thread(101, ".NET TP Worker", Do.CopyCached(4), Do.WorkerSpins(6)).Thread(102, ".NET TP Worker", Do.CopyCached(4), Do.WorkerSpins(6)).Diagnose();
        // Neither of them works in 0.6 * 0.6 of the looks.
        Near(0.64, diagnosis.WallCpu(), 0.06);
        Near(0.36, diagnosis.Wall(ThreadState.Idle), 0.06);
        Assert.Equal(Cause.CpuKernelIo, diagnosis.Cause());
    }

    [Fact]
    public void Workers_that_take_turns_at_working_never_spin_all_at_once()
    {
        var diagnosis = new RecordingBuilder(23).Main(Do.Wait(1000))
            .Thread(101, ".NET TP Worker", Do.CopyCached(6), Do.WorkerSpins(6)).Thread(102, ".NET TP Worker", Do.WorkerSpins(6), Do.CopyCached(6)).Diagnose();
        Near(1, diagnosis.WallCpu(), 0.02);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(14)]
    public void A_worker_that_works_and_sleeps_in_turns_does_not_spin(double ms)
    {
        var diagnosis = new RecordingBuilder(25, Noise.Levels[1]).Main(Do.Wait(1000)).Thread(101, ".NET TP Worker", Do.Compute(ms), Do.WorkerIdle(ms)).Diagnose();
        Near(0.5, diagnosis.WallCpu(), 0.04);
    }

    [Fact]
    public void A_worker_that_does_nothing_but_spin_idles() => Near(
        1, new RecordingBuilder(24).Main(Do.Wait(1000)).Thread(101, ".NET TP Worker", Do.WorkerSpins(20), Do.WorkerIdle(20)).Diagnose().Wall(ThreadState.Idle), 0.02);

    [Fact]
    public void Workers_that_give_their_processor_away_between_glances_at_their_queue_do_not_wait_for_one()
    {
        // Too few stacks catch them at it to tell.
        var diagnosis = new RecordingBuilder(26).Lasting(3).WithoutStacks().Main(Do.Wait(1000)).InFlight(0, 9)
            .Thread(101, ".NET TP Worker", [Do.Compute(0.5), .. Do.WorkerGlances(8), Do.WorkerIdle(12)])
            .Thread(102, ".NET TP Worker", [Do.WorkerIdle(8), .. Do.WorkerGlances(8)]).Diagnose();
        Assert.Equal(Cause.Network, diagnosis.Cause());
        // What the glances themselves take of a processor, and a sixth of the queue, which work among them might explain.
        Near(0.77, diagnosis.Wall(ThreadState.Network), 0.05);
        Near(0.09, diagnosis.Wall(ThreadState.Runnable), 0.05);
    }

    [Fact]
    public void A_worker_that_works_between_its_turns_in_the_queue_does_wait_for_a_processor()
    {
        var diagnosis = new RecordingBuilder(27).Lasting(3).Main(Do.Wait(1000)).InFlight(0, 9)
            .Thread(101, ".NET TP Worker", Do.Compute(2), Do.Queue(8), Do.WorkerIdle(10)).Diagnose();
        Near(0.4, diagnosis.Wall(ThreadState.Runnable), 0.05);
    }

    [Theory]
    [InlineData(".NET TP Worker", true)]
    [InlineData("reader", false)]
    public void Short_turns_of_one_that_waits_for_files_or_of_another_thread_are_turns_all_the_same(string name, bool reads)
    {
        var waits = reads ? Do.Read(10) : Do.Wait(10);
        var turns = Do.WorkerGlances(10).Select(s => s with { Stack = Do.Compute(1).Stack });
        var diagnosis = new RecordingBuilder(28).Lasting(3).Main(Do.Wait(1000)).Thread(101, name, [waits, .. turns]).Diagnose();
        // After waits for files that nobody counts such turns are theirs.
        Near(reads ? 0.95 : 0.45, diagnosis.Wall(ThreadState.Runnable) + diagnosis.Wall(ThreadState.FileRead), 0.05);
    }

    [Fact]
    public void Threads_held_up_by_a_collection_do_not_hide_it()
    {
        var diagnosis = new RecordingBuilder(20)
            .Main(Do.Wait(30), Do.Wait(30))
            .Thread(101, "worker", Do.Collect(30), Do.Compute(30))
            .Diagnose();
        Near(0.5, diagnosis.Wall(ThreadState.Gc), 0.02);
    }

    [Fact]
    public void Time_that_a_thread_ran_between_the_looks_is_taken_from_the_time_without_anybody()
    {
        // Half a millisecond in every five, always just after a look.
        var diagnosis = new RecordingBuilder(21).Main(Do.Wait(1), Do.Compute(0.5), Do.Wait(3.5)).Diagnose();
        Near(0.104, diagnosis.WallCpu(), 0.01);
    }

    [Fact]
    public void Workers_that_hand_work_to_each_other_leave_no_gap_where_looks_are_few()
    {
        // One look finds the one at work; the other has computed for as long, before it.
        var (slice, half) = (Duration.FromMilliseconds(100), Duration.FromMilliseconds(50));
        ThreadMoment Worker(int id, bool running) => new(
            new ThreadId(id), ThreadRole.PoolWorker, running ? ThreadState.CpuUser : ThreadState.Idle, running ? Activity.Active : Activity.Idle, ResourceId.None, 0, StackId.None, true);
        var threads = (ThreadMoment[])[Worker(1, running: true), Worker(2, running: false)];
        var budgets = threads.ToDictionary(t => t.Thread, t => new ThreadBudget(t.Thread, t.Role));
        foreach (var thread in threads)
        {
            budgets[thread.Thread].Look(thread);
            budgets[thread.Thread].Settle(
                new KernelUse(slice, half, Duration.Zero, half, 0), new BlockedIn(ThreadState.Idle, Activity.Idle, ResourceId.None, 0, StackId.None));
        }

        var look = new Instant(default, threads, [], null, 0, new WaitSources(_ => false));
        var (shares, _) = WallClock.Divide([look, look with { At = default(Timestamp) + slice }], budgets);
        Near(1, shares[ThreadState.CpuUser], 0.001);
    }

    [Fact]
    public void Threads_that_every_look_of_a_slice_found_running_have_no_more_than_they_ran()
    {
        // One look, as on a busy machine: two workers of a starved pool have just run for 2 ms each.
        var slice = Duration.FromMilliseconds(100);
        ThreadMoment Moment(int id, ThreadRole role, ThreadState state, Activity activity) => new(new ThreadId(id), role, state, activity, ResourceId.None, 0, StackId.None, true);
        ThreadMoment[] threads =
        [
            Moment(1, ThreadRole.Main, ThreadState.Lock, Activity.Dependent),
            Moment(2, ThreadRole.PoolWorker, ThreadState.CpuUser, Activity.Active),
            Moment(3, ThreadRole.PoolWorker, ThreadState.CpuUser, Activity.Active),
            .. Enumerable.Range(4, 4).Select(id => Moment(id, ThreadRole.PoolWorker, ThreadState.Lock, Activity.Dependent)),
        ];
        var budgets = threads.ToDictionary(t => t.Thread, t => new ThreadBudget(t.Thread, t.Role));
        foreach (var thread in threads)
        {
            budgets[thread.Thread].Look(thread);
            var ran = thread.Running ? Duration.FromMilliseconds(2) : Duration.Zero;
            budgets[thread.Thread].Settle(new KernelUse(slice, ran, Duration.Zero, slice - ran, 0), new BlockedIn(ThreadState.Lock, Activity.Dependent, ResourceId.None, 0, StackId.None));
        }

        var look = new Instant(default, threads, [], null, PoolQueue: 10, new WaitSources(_ => false));
        var (shares, _) = WallClock.Divide([look, look with { At = default(Timestamp) + slice }], budgets);
        Near(1 - (0.98 * 0.98), shares[ThreadState.CpuUser], 0.001);
        Near(0.98 * 0.98, shares[ThreadState.PoolQueue], 0.001);
    }

    [Fact]
    public void A_wait_of_another_kind_is_not_taken_for_the_input_that_the_thread_is_mostly_seen_in()
    {
        // Blocked in a futex at a depth that no burst ever saw; the only stacks of this thread are those of its reads.
        var futex = Do.Wait(10) with { Stack = [], StackPointer = 0x7fff_0000 };
        var diagnosis = new RecordingBuilder(22).Main(Do.Read(10), futex).Diagnose();
        Near(0.5, diagnosis.Wall(ThreadState.FileRead), 0.02);
    }

    /// <summary>The runtime's thread for debuggers waits from the start, and has no name at first.</summary>
    [Fact]
    public void Waiting_for_a_debugger_is_idling()
    {
        var pipe = MadeResource.File("/tmp/clr-debug-pipe-4711-9030204-in");
        var diagnosis = new RecordingBuilder(12, Noise.None).Main(Do.Sleep(50)).Thread(101, "target", Do.Metadata(1000, pipe)).Diagnose();
        Assert.Equal(0, diagnosis.ThreadTime[ThreadState.FileMetadata]);
        Assert.DoesNotContain(diagnosis.Files, f => f.Path.Contains("clr-debug-pipe", StringComparison.Ordinal));
        Assert.Equal(Cause.Sleep, diagnosis.Cause());
    }
}
