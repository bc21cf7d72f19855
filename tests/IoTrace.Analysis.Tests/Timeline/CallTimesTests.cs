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
    public void Calls_that_are_seen_are_not_drawn()
    {
        var seen = Program(Do.Sync(6), Do.Receive(2), Do.Compute(2)).Diagnose();
        var both = Program(Do.Sync(6), Do.Receive(2), Do.Compute(2)).CallsTimed().Diagnose();
        Assert.Equal(seen.ThreadTime[ThreadState.FileSync], both.ThreadTime[ThreadState.FileSync]);
    }
}
