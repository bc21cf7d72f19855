using IoTrace.Workloads.Data;
using IoTrace.Workloads.Measuring;

namespace IoTrace.Workloads.Controls;

/// <summary>The tight loop that any profiler's own cost shows in first.</summary>
public sealed class CpuSpin : Workload
{
    private const ulong Multiplier = 6364136223846793005;
    private const ulong Increment = 1442695040888963407;
    private const int Steps = 1_000_000;

    public override WorkloadInfo Info { get; } = new(
        "cpu-spin", WorkloadGroup.Control, "Steps a random number generator in a tight loop, a million times an operation.", Dials.Concurrency,
        new WorkloadSettings(), [Expectation.Always("cpu-user")]);

    public override Task RunAsync(WorkloadContext context) => OnThreads.RunAsync(context.Settings.Concurrency, "spinner", () =>
    {
        var expected = Jump((ulong)context.Settings.Seed, Steps);
        while (context.Goes)
        {
            var began = Recorder.Now();
            var state = (ulong)context.Settings.Seed;
            for (var i = 0; i < Steps; i++)
                state = (state * Multiplier) + Increment;

            context.Recorder.Done(began);
            if (state != expected)
                context.Recorder.Wrong();
        }
    });

    public override string? Verify(WorkloadContext context, RunResult result) =>
        result.Total.Wrong == 0 ? null : $"{result.Total.Wrong:N0} loops came to a wrong end.";

    /// <summary>Where as many steps lead, in logarithmic time (Brown, Random number generation with arbitrary strides, 1994).</summary>
    private static ulong Jump(ulong state, int steps)
    {
        var (multiplier, increment, totalMultiplier, totalIncrement) = (Multiplier, Increment, 1UL, 0UL);
        for (; steps > 0; steps >>= 1)
        {
            if ((steps & 1) != 0)
                (totalMultiplier, totalIncrement) = (totalMultiplier * multiplier, (totalIncrement * multiplier) + increment);

            increment = (multiplier + 1) * increment;
            multiplier *= multiplier;
        }

        return (totalMultiplier * state) + totalIncrement;
    }
}
