using IoTrace.Analysis.Tallies;
using IoTrace.Analysis.Tests.Made;
using IoTrace.Analysis.Verdicts;

using static IoTrace.Analysis.Tests.Made.Judged;

namespace IoTrace.Analysis.Tests.Verdicts;

/// <summary>Who is to blame for run-queue time that the number of the process's threads does not explain.</summary>
public class QueueBlameTests
{
    private static double OwnShare(
        double own, double neighbours, double queued = 0.5, double used = 0.9, int? processors = 2, double throttled = 0, double byNumber = 0, bool seen = true) =>
        new WindowFeatures(default, used, processors, 5, new IoVolume(5, 0, 0, 0, 0, 0, 0, throttled) { OthersBusy = seen ? neighbours : null })
        {
            Queued = queued,
            UsedByOthersOfOwn = own,
            OwnQueueOfRunnable = byNumber,
        }.OwnShareOfQueue;

    [Fact]
    public void With_an_idle_processor_it_goes_by_what_each_has_of_the_processors()
    {
        Near(0.75, OwnShare(own: 0.6, neighbours: 0.2), 1e-9);
        Near(1, OwnShare(own: 0.6, neighbours: 0), 1e-9);
    }

    [Fact]
    public void With_no_processor_idle_neighbours_are_to_blame()
    {
        Near(0, OwnShare(own: 0.6, neighbours: 1.1), 1e-9);
        // A tenth of the processors idles, which is half of what leaves room.
        Near(0.5 * 0.6 / 1.5, OwnShare(own: 0.6, neighbours: 0.9), 1e-9);
    }

    [Fact]
    public void Its_own_threads_are_waited_for_no_longer_than_they_run()
    {
        Near(0.2, OwnShare(own: 0.1, neighbours: 0), 1e-9);
        // Two that wait at a time may both wait behind the same.
        Near(0.1, OwnShare(own: 0.1, neighbours: 0, queued: 2, processors: 8), 1e-9);
    }

    [Fact]
    public void A_single_thread_never_waits_for_itself() => Near(0, OwnShare(own: 0, neighbours: 0), 1e-9);

    [Fact]
    public void Unseen_neighbours_are_not_cleared()
    {
        Near(0, OwnShare(own: 0.6, neighbours: 0, seen: false), 1e-9);
        Near(0, OwnShare(own: 0.6, neighbours: 0, processors: null), 1e-9);
    }

    [Fact]
    public void The_larger_of_the_two_explanations_holds_and_a_quota_outweighs_both()
    {
        Near(0.9, OwnShare(own: 0.6, neighbours: 0.2, byNumber: 0.9), 1e-9);
        Near(0.75, OwnShare(own: 0.6, neighbours: 0.2, byNumber: 0.3), 1e-9);
        Near(0, OwnShare(own: 0.6, neighbours: 0.2, byNumber: 0.9, throttled: 2), 1e-9);
    }

    private static RecordingBuilder Behind(double neighbours, int every = 1)
    {
        // Main waits for a processor for as long as another of its threads computes.
        var builder = new RecordingBuilder(3, Noise.OfTheSampler).On(4).Main(Do.Queue(20), Do.Compute(3)).Thread(101, "brief", Do.Compute(20), Do.Wait(3)).Volume(0, 0);
        for (var second = 0; second <= 5; second += every)
        {
            builder.Event(second, at => new NeighboursSeen(at, Duration.FromSeconds(100 + (neighbours * second))));
        }

        return builder;
    }

    [Fact]
    public void A_thread_that_is_left_behind_its_own_processes_is_no_contention()
    {
        Assert.Equal(Cause.CpuUser, Behind(neighbours: 0.1).Diagnose().Cause());
        Assert.Equal(Cause.CpuContention, Behind(neighbours: 3).Diagnose().Cause());
    }

    [Fact]
    public void A_program_of_a_single_thread_is_held_back_by_others_also_where_processors_idle()
    {
        // The thread that serves the profiler is none of its own.
        var builder = new RecordingBuilder(3, Noise.OfTheSampler).On(4).Main(Do.Queue(20), Do.Compute(3)).Volume(0, 0)
            .Thread(101, ".NET EventPipe", Do.Compute(20), Do.Queue(3));
        for (var second = 0; second <= 5; second++)
        {
            builder.Event(second, at => new NeighboursSeen(at, Duration.FromSeconds(second)));
        }

        Assert.Equal(Cause.CpuContention, builder.Diagnose().Cause());
    }

    [Fact]
    public void What_a_thread_uses_itself_does_not_clear_its_neighbours()
    {
        // Main computes for a third of the time, its other thread for a tenth, and neighbours for five times that.
        var builder = new RecordingBuilder(3, Noise.OfTheSampler).On(4).Main(Do.Queue(14), Do.Compute(6)).Thread(101, "brief", Do.Compute(2), Do.Wait(18)).Volume(0, 0);
        for (var second = 0; second <= 5; second++)
        {
            builder.Event(second, at => new NeighboursSeen(at, Duration.FromSeconds(0.5 * second)));
        }

        Assert.Equal(Cause.CpuContention, builder.Diagnose().Cause());
    }

    [Fact]
    public void What_others_use_is_evidence()
    {
        Near(0.1, Behind(neighbours: 0.1).Diagnose().Evidence.Single(e => e.Id == "processors-others").Value, 1e-6);
        // Seen once: nothing is known of what they do.
        Assert.DoesNotContain(Behind(neighbours: 0.1, every: 9).Diagnose().Evidence, e => e.Id == "processors-others");
    }
}
