using IoTrace.Analysis.Tests.Made;

using static IoTrace.Analysis.Tests.Made.Judged;

namespace IoTrace.Analysis.Tests;

/// <summary>A plain trace of another tool: stacks of managed threads and nothing from the kernel.</summary>
public class ForeignTraceTests
{
    private static RecordingBuilder Trace(int seed) => new RecordingBuilder(seed, Noise.Levels[2]).Lasting(3).WithoutSweeps();

    [Fact]
    public void Waiting_frames_tell_input_and_output()
    {
        var diagnosis = Trace(1).Main(Do.Sync(8), Do.Compute(2)).Diagnose();
        Near(0.8, diagnosis.Wall(ThreadState.FileSync), 0.05);
        Near(1, diagnosis.WallClock.Total, 1e-9);
        Assert.Equal(Cause.FileSync, diagnosis.Cause());
        Assert.All(diagnosis.Evidence.Where(e => e.Id == "io-wait-share"), e => Assert.Equal("eventpipe", e.Source));
    }

    [Fact]
    public void Stacks_without_a_waiting_frame_are_taken_to_compute() => Assert.Equal(Cause.CpuUser, Trace(2).Main(Do.Compute(10)).Diagnose().Cause());

    [Fact]
    public void A_computing_pool_worker_is_not_idle()
    {
        var work = Do.Compute(10) with
        {
            Stack = ["System.Threading.PortableThreadPool+WorkerThread.WorkerThreadStart()", "System.Threading.ThreadPoolWorkQueue.Dispatch()", "App.Handler.Handle()"],
        };
        Assert.Equal(Cause.CpuUser, Trace(3).Main(Do.Wait(1000)).Thread(101, ".NET TP Worker", work).Diagnose().Cause());
    }

    [Fact]
    public void Idle_workers_and_a_waiting_main_thread_are_idle_only_where_requests_are_told_of()
    {
        RecordingBuilder Waiting() => Trace(4).Main(Do.Wait(1000)).Thread(101, ".NET TP Worker", Do.WorkerIdle(1000));
        var untold = Waiting().Diagnose().Verdict;
        Assert.Equal(Bound.Unknown, untold.Bound);
        Assert.Equal(
            "Too little was seen to tell: 100 % of the time no thread does or waits for anything, and without thread states and network events that may be idling or awaiting an answer.",
            untold.Summary);
        Assert.Equal(Cause.Idle, Waiting().InFlight(0.2, 0.4).Diagnose().Cause());
    }

    [Fact]
    public void Requests_in_flight_count_here_too() =>
        Assert.Equal(Cause.Network, Trace(5).Main(Do.Wait(1000)).InFlight(0.2, 2.9).Diagnose().Cause());

    [Fact]
    public void Sleeping_is_told_by_the_stack() => Assert.Equal(Cause.Sleep, Trace(6).Main(Do.Sleep(50)).Diagnose().Cause());

    /// <summary>Nobody walks the stacks during a pause: without looks that stand in, a program that only collects would compute.</summary>
    [Theory]
    [InlineData(30, 10)]
    [InlineData(4, 12)]
    [InlineData(95, 5)]
    public void Pauses_count_with_their_length(double pause, double between)
    {
        var diagnosis = Trace(7).Main(Do.Compute(between), Do.Collect(pause)).Diagnose();
        Near(pause / (pause + between), diagnosis.Wall(ThreadState.Gc), 0.06);
        Assert.Equal(pause > between ? Cause.Gc : Cause.CpuUser, diagnosis.Cause());
    }

    [Fact]
    public void A_thread_that_waits_for_a_file_waits_through_a_pause_too()
    {
        var diagnosis = Trace(9).Main(Do.Sync(1000)).Thread(101, "allocates", Do.Collect(30), Do.Compute(10)).Diagnose();
        Assert.True(diagnosis.ThreadTime[ThreadState.FileSync] > 2.9, $"{diagnosis.ThreadTime[ThreadState.FileSync]}");
    }

    [Fact]
    public void Native_code_that_no_frame_names_may_wait_or_compute()
    {
        var native = Do.Compute(9) with { Native = true };
        var verdict = Trace(10).Main(native, Do.Compute(1)).Diagnose().Verdict;
        Assert.Equal(Bound.Unknown, verdict.Bound);
        Assert.Contains("native code, which may wait or compute", verdict.Summary, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("System.IO.Compression.Deflater.Deflate(FlushCode)")]
    [InlineData("System.Security.Cryptography.HashProviderDispenser+EvpHashProvider.AppendHashData(ReadOnlySpan<…>)")]
    [InlineData("Interop+Crypto.EvpDigestUpdate(SafeEvpMdCtxHandle, ReadOnlySpan<…>, int)")]
    [InlineData("System.Globalization.CompareInfo.IcuCompareString(ReadOnlySpan<…>, ReadOnlySpan<…>, CompareOptions)")]
    public void Native_code_of_libraries_that_only_compute_computes(string innermost)
    {
        var native = Do.Compute(9) with { Native = true, Stack = ["App.Program.Main()", innermost, "?"] };
        Assert.Equal(Cause.CpuUser, Trace(11).Main(native, Do.Compute(1)).Diagnose().Cause());
    }

    [Fact]
    public void The_confidence_is_lower_than_with_thread_states()
    {
        var foreign = Trace(8).Main(Do.Sync(9), Do.Compute(1)).Diagnose().Verdict;
        var own = new RecordingBuilder(8, Noise.Levels[2]).Lasting(3).Main(Do.Sync(9), Do.Compute(1)).Diagnose().Verdict;
        Assert.True(foreign.Confidence < 0.7 && own.Confidence > 0.9, $"{foreign.Confidence} {own.Confidence}");
    }
}
