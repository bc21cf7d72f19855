using IoTrace.Analysis.Tests.Made;

using static IoTrace.Analysis.Tests.Made.Judged;

namespace IoTrace.Analysis.Tests.Timeline;

/// <summary>What the probe measured of the calls stands in where the looks at the threads do not tell.</summary>
public class CallTimesTests
{
    private static RecordingBuilder Program(params Step[] main) => new RecordingBuilder(5, Noise.Levels[1]).Lasting(3).Main(main);

    [Fact]
    public void Calls_that_the_kernel_hides_are_those_that_the_probe_measured()
    {
        Step[] steps = [Do.Sync(6), Do.Receive(2), Do.Compute(2)];

        var unknown = Program(steps).WithoutCalls().Diagnose();
        Near(0, unknown.ThreadTime[ThreadState.FileSync], 0.01);

        var measured = Program(steps).WithoutCalls().CallsTimed().Diagnose();
        Assert.Equal(Cause.FileSync, measured.Cause());
        Near(1.8, measured.ThreadTime[ThreadState.FileSync], 0.15);
        Near(0.6, measured.ThreadTime[ThreadState.Network], 0.15);
        Near(0.6, measured.Wall(ThreadState.FileSync), 0.05);
    }

    [Fact]
    public void Hidden_waiting_outside_of_all_calls_is_no_input_or_output()
    {
        var diagnosis = Program(Do.Sync(2), Do.Wait(8)).WithoutCalls().CallsTimed().Diagnose();
        Near(0.6, diagnosis.ThreadTime[ThreadState.FileSync], 0.15);
        Near(2.4, diagnosis.ThreadTime[ThreadState.Lock], 0.15);
    }

    [Fact]
    public void Without_the_probe_they_are_divided_as_the_stacks_are()
    {
        var diagnosis = Program(Do.Sync(6), Do.Receive(2), Do.Compute(2)).CallsHidden().Diagnose();
        Assert.Equal(Cause.FileSync, diagnosis.Cause());
        Near(1.8, diagnosis.ThreadTime[ThreadState.FileSync], 0.3);
        Near(0.6, diagnosis.ThreadTime[ThreadState.Network], 0.3);
    }

    [Fact]
    public void What_no_stack_was_seen_in_waits_for_somebody()
    {
        var diagnosis = Program(Do.Sync(6), Do.Compute(2)).WithoutCalls().CallsHidden().Diagnose();
        Near(0, diagnosis.ThreadTime[ThreadState.FileSync], 0.01);
    }

    [Fact]
    public void Functions_of_the_kernel_tell_files_from_events()
    {
        var diagnosis = Program(Do.Sync(5), Do.Wait(4), Do.Compute(1)).FunctionsTold().Diagnose();
        Near(1.5, diagnosis.ThreadTime[ThreadState.FileSync], 0.1);
        Near(1.2, diagnosis.ThreadTime[ThreadState.Lock], 0.1);
        // Without stacks, too.
        var alone = Program(Do.Sync(5), Do.ReadPipe(4), Do.Compute(1)).FunctionsTold().WithoutStacks().Diagnose();
        Near(1.5, alone.ThreadTime[ThreadState.FileSync], 0.1);
        Near(1.2, alone.ThreadTime[ThreadState.Pipe], 0.1);
    }

    [Fact]
    public void Where_a_function_may_be_of_several_calls_the_stacks_tell()
    {
        var diagnosis = Program(Do.Metadata(6), Do.Wait(3), Do.Compute(1)).FunctionsTold().Diagnose();
        Near(1.8, diagnosis.ThreadTime[ThreadState.FileMetadata], 0.1);
        Near(0, diagnosis.ThreadTime[ThreadState.FileSync], 0.01);
        var writing = Program(Do.Write(6), Do.Wait(3), Do.Compute(1)).FunctionsTold().Diagnose();
        Near(1.8, writing.ThreadTime[ThreadState.FileWrite], 0.1);
        Near(0.9, writing.ThreadTime[ThreadState.Lock], 0.1);
        // A disk is waited for: to read from it is the most common.
        Near(1.8, Program(Do.Write(6), Do.Compute(4)).FunctionsTold().WithoutStacks().Diagnose().ThreadTime[ThreadState.FileRead], 0.1);
    }

    [Fact]
    public void A_pipe_that_is_silent_for_long_is_idle_though_only_its_function_is_known()
    {
        Assert.Equal(Cause.Idle, new RecordingBuilder(16).Lasting(10).FunctionsTold().Main(Do.ReadPipe(100_000)).Diagnose().Cause());
        Assert.Equal(Cause.Pipe, new RecordingBuilder(16).Lasting(10).FunctionsTold().Main(Do.ReadPipe(100)).Diagnose().Cause());
    }

    [Fact]
    public void A_lock_that_the_runtime_tells_of_is_waited_for_though_the_call_is_hidden()
    {
        var diagnosis = Program(Do.Lock(5), Do.Sync(4), Do.Compute(1)).CallsHidden().Diagnose();
        Near(1.5, diagnosis.ThreadTime[ThreadState.Lock], 0.1);
        Near(1.2, diagnosis.ThreadTime[ThreadState.FileSync], 0.1);
    }

    [Fact]
    public void Calls_that_are_counted_have_the_time_that_was_counted_whatever_the_looks_found()
    {
        Step[] steps = [Do.Sync(6), Do.Receive(2), Do.Compute(2)];
        var counted = Program(steps).CallsTimed().Build();
        var truth = new StateTimes();
        foreach (var calls in counted.Read().OfType<CallsTimed>())
        {
            truth.Add(calls.Seconds);
        }

        var diagnosis = Analyzer.Analyze(counted);
        Near(truth[ThreadState.FileSync], diagnosis.ThreadTime[ThreadState.FileSync], 0.02);
        Near(truth[ThreadState.Network], diagnosis.ThreadTime[ThreadState.Network], 0.02);
    }
}
