using IoTrace.Analysis.Tests.Made;

using static IoTrace.Analysis.Tests.Made.Judged;

namespace IoTrace.Analysis.Tests.Timeline;

public class ThreadTimeTests
{
    public static TheoryData<int, int> SeedsAndLevels()
    {
        var data = new TheoryData<int, int>();
        for (var seed = 1; seed <= 6; seed++)
        {
            data.Add(seed, seed % 4);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(SeedsAndLevels))]
    public void Processor_time_equals_the_kernels_totals_thread_by_thread(int seed, int level)
    {
        var recording = new RecordingBuilder(seed, Noise.Levels[level]).Lasting(3)
            .Main(Do.Sync(7), Do.Compute(3), Do.Queue(1))
            .Thread(101, "reader", Do.Read(4), Do.Compute(2))
            .Thread(102, ".NET TP Worker", Do.WorkerIdle(9), Do.Compute(0.3))
            .Thread(103, ".NET Tiered Com", Do.Serve(30, SystemCallKind.Futex), Do.Compile(4))
            .Thread(104, "late", 1.1, 2.3, Do.Compute(3, 0.4), Do.Wait(2))
            .Build();
        var diagnosis = Analyzer.Analyze(recording);
        foreach (var (thread, truth) in recording.OnCpu)
        {
            var seconds = Assert.Single(diagnosis.Threads, t => t.Tid == thread.Value).Seconds;
            Near(truth.Seconds, seconds.Sum(ThreadState.CpuUser, ThreadState.CpuKernel, ThreadState.Gc, ThreadState.Jit), 1e-9);
        }
    }

    [Fact]
    public void Threads_that_come_and_go_between_two_sweeps_of_a_slice_keep_their_time()
    {
        var builder = new RecordingBuilder(2).Lasting(3).Main(Do.Wait(1000));
        for (var i = 0; i < 100; i++)
        {
            builder.Thread(1000 + i, "brief", 0.02 + (i * 0.029), 0.032 + (i * 0.029), Do.Compute(4), Do.Sync(2));
        }

        var recording = builder.Build();
        var diagnosis = Analyzer.Analyze(recording);
        Near(recording.OnCpu.Values.Sum(d => d.Seconds), diagnosis.ThreadTime.Sum(ThreadState.CpuUser, ThreadState.CpuKernel), 1e-9);
        Near(1, diagnosis.WallClock.Total, 1e-9);
    }

    [Fact]
    public void A_thread_id_that_is_used_again_at_once_takes_nothing_from_the_budget()
    {
        var recording = new RecordingBuilder(3).Lasting(2).Main(Do.Wait(1000))
            .Thread(101, "first", 0, 1.0123, Do.Compute(10))
            .Thread(101, "second", 1.0251, 2.5, Do.Compute(10))
            .Build();
        var diagnosis = Analyzer.Analyze(recording);
        Assert.All(diagnosis.Threads, t => Assert.All(StateTimes.States, s => Assert.True(t.Seconds[s] >= 0, $"{s} {t.Seconds[s]}")));
        Near(1.98, diagnosis.ThreadTime[ThreadState.CpuUser], 0.03);
    }

    [Fact]
    public void What_a_thread_used_before_the_window_does_not_count()
    {
        var builder = new RecordingBuilder(4).Lasting(1).Main(Do.Sync(10));
        var diagnosis = builder.Diagnose();
        // The little work between one wait and the next, and not the 0.2 s of life before the window.
        Near(0, diagnosis.ThreadTime[ThreadState.CpuUser], 0.003);
        var busy = new RecordingBuilder(4).Lasting(1).Main(Do.Compute(10)).Diagnose();
        Near(1, busy.ThreadTime[ThreadState.CpuUser], 0.01);
    }

    [Fact]
    public void Stacks_that_come_before_the_first_sweep_do_not_make_earlier_processor_time_count()
    {
        var diagnosis = new RecordingBuilder(5).Lasting(1).Main(Do.Compute(10))
            .Event(-0.01, at => new StackSample(at, new ThreadId(RecordingBuilder.Pid), StackId.None, true))
            .Event(-0.005, at => new StackSample(at, new ThreadId(RecordingBuilder.Pid), StackId.None, true))
            .Diagnose();
        Near(1, diagnosis.ThreadTime[ThreadState.CpuUser], 0.02);
    }

    [Fact]
    public void Time_on_the_run_queue_is_kept_apart()
    {
        var diagnosis = new RecordingBuilder(6).Main(Do.Compute(4), Do.Queue(6)).Diagnose();
        Near(3, diagnosis.ThreadTime[ThreadState.Runnable], 0.05);
        Near(0.6, diagnosis.Wall(ThreadState.Runnable), 0.02);
    }

    [Theory]
    [InlineData(30, 70)]
    [InlineData(150, 350)]
    [InlineData(8, 2)]
    public void Time_on_the_run_queue_that_is_told_late_still_ends_up_there(double computing, double queued)
    {
        var diagnosis = new RecordingBuilder(7).Lasting(10).On(8).QueueToldLate().Main(Do.Compute(computing), Do.Queue(queued)).Diagnose();
        Near(queued / (computing + queued), diagnosis.Wall(ThreadState.Runnable), 0.05);
    }

    [Fact]
    public void Blocked_time_divides_as_the_looks_do()
    {
        var diagnosis = new RecordingBuilder(8, Noise.Levels[1]).Lasting(10).Main(Do.Read(20), Do.Write(10), Do.Metadata(10)).Diagnose();
        Near(5, diagnosis.ThreadTime[ThreadState.FileRead], 0.4);
        Near(2.5, diagnosis.ThreadTime[ThreadState.FileWrite], 0.4);
        Near(2.5, diagnosis.ThreadTime[ThreadState.FileMetadata], 0.4);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Short_waits_that_most_slices_do_not_catch_are_not_taken_for_time_on_the_run_queue(int seed)
    {
        var diagnosis = new RecordingBuilder(seed).Lasting(10).Main(Do.Compute(19), Do.Read(1)).Diagnose();
        Near(0, diagnosis.ThreadTime[ThreadState.Runnable], 0.01);
        Near(0.5, diagnosis.ThreadTime.Sum(ThreadState.FileRead, ThreadState.Unknown), 0.1);
        Near(0.05, diagnosis.Wall(ThreadState.FileRead) + diagnosis.Wall(ThreadState.Unknown), 0.015);
    }

    [Fact]
    public void Time_on_the_run_queue_is_the_kernels_however_late_it_is_told()
    {
        foreach (var seed in Enumerable.Range(1, 5))
        {
            var diagnosis = new RecordingBuilder(seed).Lasting(10).QueueToldLate().Main(Do.Compute(50), Do.Queue(130), Do.Sync(20)).Diagnose();
            Near(6.5, diagnosis.ThreadTime[ThreadState.Runnable], 0.2);
            Near(1, diagnosis.ThreadTime[ThreadState.FileSync], 0.2);
        }
    }

    [Fact]
    public void What_no_looked_at_thread_has_used_is_told_from_the_process()
    {
        static ProcessUsage Total(Timestamp at, double seconds) => new(at, 0, 0, 0, 0, 0, 0, Duration.Zero, Duration.FromSeconds(seconds));
        var builder = new RecordingBuilder(9, Noise.None).Lasting(2).Main(Do.Wait(1000));
        for (var tenth = 0; tenth < 20; tenth++)
        {
            var seconds = 10 + (tenth / 19.0);
            builder.Event(tenth / 10.0, at => Total(at, seconds));
        }

        var diagnosis = builder.Diagnose();
        Near(1, Assert.Single(diagnosis.Threads, t => t.Tid == 0).Seconds[ThreadState.CpuUser], 0.01);
        Near(1, diagnosis.ThreadTime[ThreadState.CpuUser], 0.01);
        Near(0.5, diagnosis.Wall(ThreadState.CpuUser), 0.05);
    }

    /// <summary>No look contradicts the clocks on threads that no look has caught, however many slices have some of their time.</summary>
    [Theory]
    [InlineData(0.02)]
    [InlineData(0.06)]
    public void Time_that_no_look_catches_contradicts_none(double ofEachSlice)
    {
        var used = 10.0;
        var builder = new RecordingBuilder(11).Lasting(3).Main(Do.Wait(1000)).Thread(101, "brief", Do.Compute(3), Do.Wait(1));
        var truth = builder.Build().OnCpu.Values.Sum(d => d.Seconds) / 30;
        for (var tenth = 0; tenth < 30; tenth++)
        {
            var total = used += truth + ofEachSlice;
            builder.Event(tenth / 10.0, at => new ProcessUsage(at, 0, 0, 0, 0, 0, 0, Duration.Zero, Duration.FromSeconds(total)));
        }

        var diagnosis = builder.Diagnose();
        Assert.Contains(diagnosis.Threads, t => t.Tid == 0);
        Assert.Equal(Cause.CpuUser, diagnosis.Cause());
        Assert.InRange(diagnosis.Verdict.Confidence, 0.9, 1);
    }

    [Fact]
    public void A_thread_that_has_not_run_yet_has_waited_no_longer_than_it_was_seen()
    {
        var id = new ThreadId(101);
        ThreadSweep NotYet(Timestamp at) => new(at, [new ThreadSnapshot(id, Duration.Zero, Duration.Zero, SystemCallKind.Running, false, ResourceId.None, 0, -1, -1, false)]);
        var builder = new RecordingBuilder(10, Noise.None).Lasting(2).Main(Do.Wait(1000));
        for (var look = 0; look < 50; look++)
        {
            builder.Event(1.001 + (look * 0.02), NotYet);
        }

        Near(1, Assert.Single(builder.Diagnose().Threads, t => t.Tid == 101).Seconds[ThreadState.Runnable], 0.05);
    }
}
