namespace IoTrace.Testing.Tests;

public sealed class QuietMachineTests
{
    [Fact]
    public async Task A_busy_machine_is_waited_for_until_patience_ends_and_then_is_said_to_be_busy()
    {
        var busy = new List<TargetProcess>();
        try
        {
            for (var i = 0; i < Environment.ProcessorCount; i++) busy.Add(await TargetProcess.StartAsync("cpu-loop", "--seconds", "30"));
            var load = await QuietMachine.WaitAsync(TimeSpan.FromSeconds(1));

            Assert.InRange(load.Busy, QuietMachine.Threshold, 1);
            Assert.InRange(load.WaitedSeconds, 1, 20);
            Assert.InRange(load.Running, 1, 10_000);
        }
        finally
        {
            foreach (var target in busy) await target.DisposeAsync();
        }
    }

    [Fact]
    public async Task What_this_process_computes_does_not_make_it_wait()
    {
        using var stop = new CancellationTokenSource();
        var computing = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested) Thread.SpinWait(1000);
        });
        var neighbours = NeighbourLoad.Begin();
        var load = await QuietMachine.WaitAsync(TimeSpan.FromSeconds(20));
        var others = neighbours.Share();
        await stop.CancelAsync();
        await computing;

        // Neighbours may keep it busy; the one thread here may not.
        Assert.True(load.Busy <= QuietMachine.Threshold || others > QuietMachine.Threshold / 2, $"{load}, of which others {others:P0}");
    }

    [Fact]
    public async Task Waiting_can_be_cancelled() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => QuietMachine.WaitAsync(TimeSpan.FromMinutes(1), new CancellationToken(canceled: true)));
}
