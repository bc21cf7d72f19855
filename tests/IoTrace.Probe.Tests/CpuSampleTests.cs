using IoTrace.Analysis.Observations;
using IoTrace.Capture.Probe;

namespace IoTrace.Probe.Tests;

public sealed class CpuSampleTests
{
    [Fact]
    public void A_call_that_waits_is_hardly_on_a_cpu_and_one_that_copies_is()
    {
        using var folder = new TemporaryFolder();
        var waiting = Events("slow", folder.File("fifo"));
        var read = waiting.OfType<ProbeAggregate>().Single(a => a.Resource.Name == folder.File("fifo") && a.Operation == IoOperation.Read && a.Samples > 0);
        Assert.InRange(Share(read), 0, 0.1);

        var copying = Events("timed", folder.Path).OfType<ProbeAggregate>().Where(a => a.Resource.Name == folder.File("timed")).ToList();
        var reads = copying.Where(a => a.Operation == IoOperation.Read).ToList();
        // Beside busy neighbours a copy waits for a CPU, too.
        Assert.InRange((double)reads.Sum(a => a.SampledCpuNanoseconds) / reads.Sum(a => a.SampledNanoseconds), 0.2, 1);
    }

    [Fact]
    public void Short_calls_are_sampled_and_the_samples_stand_for_all()
    {
        using var folder = new TemporaryFolder();
        var each = 200_000;
        using var target = TestTarget.Start("exact", folder.Path, "2", each.ToString());
        using var session = ProbeSession.Attach(target.Id);
        target.Work();
        var events = session.Stop();
        var reads = events.OfType<ProbeAggregate>().Where(a => a.Operation == IoOperation.Read && a.Samples > 0).ToList();
        var count = reads.Sum(a => a.Latency.Count);
        Assert.InRange(reads.Sum(a => a.Samples), 1, count / 4);
        Assert.InRange((double)reads.Sum(a => a.SampledNanoseconds) / reads.Sum(a => a.TotalNanoseconds), 0.3, 3);
        Assert.All(reads, a => Assert.InRange(a.SampledCpuNanoseconds, 0, a.SampledNanoseconds));
        Assert.All(events.OfType<ProbeInterval>(), i => Assert.InRange(i.CpuNanoseconds!.Value[0], 0, i.FileReadNanoseconds));
        Assert.True(events.OfType<ProbeInterval>().Sum(i => i.CpuNanoseconds!.Value[0]) > 0);
        Assert.All(reads, a => Assert.True(a.FromTimestamp < a.ToTimestamp));
    }

    private static double Share(ProbeAggregate sum) => (double)sum.SampledCpuNanoseconds / sum.SampledNanoseconds;

    private static List<ProbeEvent> Events(string mode, string argument)
    {
        using var target = TestTarget.Start(mode, argument);
        using var session = ProbeSession.Attach(target.Id);
        target.Work();
        return [.. session.Stop()];
    }
}
