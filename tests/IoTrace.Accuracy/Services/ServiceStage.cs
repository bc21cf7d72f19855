using System.Globalization;
using IoTrace.Accuracy.Trials;

namespace IoTrace.Accuracy.Services;

/// <summary>A client or server, beside real servers.</summary>
internal sealed class ServiceStage(ServicePlan plan) : TrialStage
{
    private IAsyncDisposable? _companion;

    public override string? Resource => plan.Resource;

    public override IReadOnlyList<string> Command(double seconds) => Command(plan.Arguments, seconds);

    public override async Task<Truth> MeasureAsync(double seconds)
    {
        if (plan.Known is { } known) return await ReadyAsync(known);
        var before = await RateAsync(plan.Arguments, plan.Companion, seconds);
        var changed = plan.Processors is { } processors ? await HalvedAsync(processors, seconds) : await RateAsync(plan.Free!, plan.FreeCompanion, seconds);
        var rate = (before + await RateAsync(plan.Arguments, plan.Companion, seconds)) / 2;
        if (plan.Processors is not null) return new Truth(0, Math.Clamp((rate / changed) - 1, 0, 1));
        var gone = Truth.OfIo(1 - (rate / changed));
        return await ReadyAsync(plan.IsTimer ? new Truth(0, gone.Cpu) : gone);
    }

    public override async ValueTask DisposeAsync()
    {
        if (_companion is not null) await _companion.DisposeAsync();
        foreach (var one in plan.Owned) await one.DisposeAsync();
    }

    /// <summary>The companion of the runs that the tool looks at waits for the program by itself.</summary>
    private async Task<Truth> ReadyAsync(Truth truth)
    {
        if (plan.Companion is { } start) _companion = await start();
        return truth;
    }

    private async Task<double> HalvedAsync(double processors, double seconds)
    {
        using var half = CpuQuota.AtHalfSpeed(processors);
        return await Rate.MeasureAsync(new TargetSetup { Command = Command(plan.Arguments, seconds), Groups = [half] }, seconds);
    }

    private async Task<double> RateAsync(IReadOnlyList<string> arguments, Func<Task<IAsyncDisposable>>? start, double seconds)
    {
        await using var companion = start is null ? null : await start();
        return await Rate.MeasureAsync(new TargetSetup { Command = Command(arguments, seconds) }, seconds);
    }

    private IReadOnlyList<string> Command(IReadOnlyList<string> arguments, double seconds) =>
        [plan.Program, .. arguments, "--seconds", seconds.ToString(CultureInfo.InvariantCulture)];
}
