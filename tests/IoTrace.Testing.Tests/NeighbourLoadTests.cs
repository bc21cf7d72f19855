using System.Diagnostics;

namespace IoTrace.Testing.Tests;

public sealed class NeighbourLoadTests
{
    [Fact]
    public void What_this_process_computes_is_not_the_neighbours()
    {
        var (load, clock) = (NeighbourLoad.Begin(), Stopwatch.StartNew());
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        while (clock.Elapsed < TimeSpan.FromSeconds(1)) Thread.SpinWait(1000);
        var own = (Process.GetCurrentProcess().TotalProcessorTime - before) / clock.Elapsed / Environment.ProcessorCount;

        // What is left to the neighbours, and two ticks for the moments at which the figures are read.
        Assert.InRange(load.Share(), 0, 1 - own + 0.02);
    }

    [Fact]
    public async Task What_a_running_child_computes_is_the_neighbours_until_it_has_been_waited_for()
    {
        var load = NeighbourLoad.Begin();
        var clock = Stopwatch.StartNew();
        double running;
        TimeSpan used;
        await using (var child = await TargetProcess.StartAsync("cpu-loop", "--seconds", "30"))
        {
            using var process = Process.GetProcessById(child.Id);
            await Task.Delay(TimeSpan.FromSeconds(2));
            used = process.TotalProcessorTime;
            running = load.Share();
        }

        var share = used / clock.Elapsed / Environment.ProcessorCount;
        Assert.InRange(running, share * 0.8, 1);
        Assert.InRange(load.Share(), 0, running - share * 0.5);
    }
}
