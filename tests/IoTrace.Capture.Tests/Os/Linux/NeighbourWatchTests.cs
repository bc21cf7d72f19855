using System.Diagnostics;

using IoTrace.Capture.Os.Linux;
using IoTrace.Testing;

namespace IoTrace.Capture.Tests.Os.Linux;

[Collection("processes")]
public class NeighbourWatchTests
{
    [Theory]
    [InlineData("cpu  100 20 30 4000 500 6 7 8 9 10\ncpu0 1 2 3", 171L)]
    [InlineData("cpu  1 2 3\n", 6L)]
    [InlineData("intr 5", null)]
    [InlineData("", null)]
    public void Idle_processors_and_those_that_wait_for_a_disk_are_not_busy(string text, long? ticks) =>
        Assert.Equal(ticks, NeighbourWatch.Busy(System.Text.Encoding.ASCII.GetBytes(text)));

    [Fact]
    public async Task A_process_that_computes_is_a_neighbour_of_others_and_not_its_own()
    {
        await using var busy = await TargetProcess.StartAsync("cpu-loop", "--seconds", "20");
        using var ofOthers = new NeighbourWatch(Environment.ProcessId);
        using var ofItself = new NeighbourWatch(busy.Id);
        var buffer = new byte[4096];
        (Duration Others, Duration OfItself, long Busy, long Host, Stopwatch Reading) Read(double second)
        {
            var (clock, now) = (Stopwatch.StartNew(), new Timestamp((long)(second * 1e9)));
            var (others, itself) = (ofOthers.ReadIfDue(now, thorough: false, buffer)!.Busy, ofItself.ReadIfDue(now, thorough: false, buffer)!.Busy);
            var (used, host) = (LibC.ProcessCpuTime(busy.Id)!.Value, LibC.ProcessCpuTime(Environment.ProcessId)!.Value);
            clock.Stop();
            return (others, itself, used, host, clock);
        }

        var start = Read(1);
        Assert.Null(ofOthers.ReadIfDue(new Timestamp(1_100_000_000), thorough: false, buffer));
        await Task.Delay(2000);
        var end = Read(2);

        // What else runs on this machine is in both. Ticks are samples of what a process uses, and all processors go on while these are read.
        var (used, host) = ((end.Busy - start.Busy) / 1e9, (end.Host - start.Host) / 1e9);
        var (others, othersOfItself) = ((end.Others - start.Others).Seconds, (end.OfItself - start.OfItself).Seconds);
        var off = 0.1 + (Environment.ProcessorCount * (start.Reading.Elapsed + end.Reading.Elapsed).TotalSeconds);
        Assert.InRange(used, 0.1, 2.5 + off);
        Assert.InRange(others, (0.8 * used) - off, double.MaxValue);
        Assert.InRange(others - othersOfItself, used - host - off, used - host + off);
    }
}
