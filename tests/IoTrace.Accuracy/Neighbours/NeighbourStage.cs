using IoTrace.Accuracy.Running;
using IoTrace.Accuracy.Trials;

namespace IoTrace.Accuracy.Neighbours;

/// <summary>A program beside so many processes that compute.</summary>
internal sealed class NeighbourStage : TrialStage
{
    private readonly Surroundings _surroundings;
    private readonly BusyNeighbours _neighbours;
    private readonly CpuPreference? _others;

    private NeighbourStage(Surroundings surroundings, BusyNeighbours neighbours)
    {
        _surroundings = surroundings;
        _neighbours = neighbours;
        if (surroundings.Others.Count == 0) return;
        _others = CpuPreference.TryMake();
        foreach (var process in surroundings.Others) _others?.Add(process);
    }

    public static async Task<NeighbourStage> BuildAsync(Func<Task<Surroundings>> buildAsync, int beside)
    {
        var surroundings = await buildAsync();
        try
        {
            return new NeighbourStage(surroundings, await BusyNeighbours.StartAsync(beside));
        }
        catch
        {
            await surroundings.DisposeAsync();
            throw;
        }
    }

    public override IReadOnlyList<string> Command(double seconds) => _surroundings.Command(seconds);

    /// <summary>
    /// For what uses storage or a peer: the same without, beside the same neighbours. For all else: with half as much of the processors, which
    /// is one instead of two for the program and its neighbours together, and half the speed where there are none.
    /// </summary>
    public override async Task<Truth> MeasureAsync(double seconds)
    {
        var before = await RateAsync(_surroundings.Command, seconds);
        var changed = _surroundings.Free is { } free ? await RateAsync(free, seconds) : await HalvedAsync(seconds);
        var rate = (before + await RateAsync(_surroundings.Command, seconds)) / 2;
        return _surroundings.Free is null ? new Truth(0, Math.Clamp((rate / changed) - 1, 0, 1)) : Truth.OfIo(1 - (rate / changed));
    }

    public override async ValueTask DisposeAsync()
    {
        await _neighbours.DisposeAsync();
        await _surroundings.DisposeAsync();
        _others?.Dispose();
    }

    private async Task<double> HalvedAsync(double seconds)
    {
        if (_neighbours.Count == 0)
        {
            using var half = CpuQuota.AtHalfSpeed(_surroundings.Processors);
            return await Rate.MeasureAsync(new TargetSetup { Command = _surroundings.Command(seconds), Groups = [half] }, seconds);
        }

        _neighbours.KeepTo("0");
        try
        {
            return await RateAsync(length => ["taskset", "-c", "0", .. _surroundings.Command(length)], seconds);
        }
        finally
        {
            _neighbours.KeepTo($"0-{Environment.ProcessorCount - 1}");
        }
    }

    private static Task<double> RateAsync(Func<double, IReadOnlyList<string>> command, double seconds) =>
        Rate.MeasureAsync(new TargetSetup { Command = command(seconds) }, seconds);
}
