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
        Duration Read(NeighbourWatch watch, double second) => watch.ReadIfDue(new Timestamp((long)(second * 1e9)), thorough: false, buffer)!.Busy;
        var (before, beforeOfItself) = (Read(ofOthers, 1), Read(ofItself, 1));
        Assert.Null(ofOthers.ReadIfDue(new Timestamp(1_100_000_000), thorough: false, buffer));
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var own = LibC.ProcessCpuTime(busy.Id)!.Value;
        await Task.Delay(2000);
        var used = (LibC.ProcessCpuTime(busy.Id)!.Value - own) / 1e9;
        var (others, othersOfItself) = ((Read(ofOthers, 2) - before).Seconds, (Read(ofItself, 2) - beforeOfItself).Seconds);

        // What else runs on this machine is in both.
        Assert.InRange(others - othersOfItself, used - 0.3, used + 0.2 + clock.Elapsed.TotalSeconds - 2);
        Assert.InRange(used, 0.1, 2.5);
    }
}
