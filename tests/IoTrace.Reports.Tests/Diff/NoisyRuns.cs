using IoTrace.Analysis.Results;
using IoTrace.Reports.Tests.Made;
using static IoTrace.Reports.Tests.Made.Diagnoses;

namespace IoTrace.Reports.Tests.Diff;

/// <summary>Recordings of a made-up program that differ by chance only: from slice to slice, and from run to run.</summary>
internal sealed class NoisyRuns(int seed)
{
    private readonly Random random = new(seed);

    /// <param name="sync">Share of the wall clock that waits for syncs, in the mean of all runs.</param>
    /// <param name="seconds">Run time in the mean of all runs.</param>
    /// <param name="betweenRuns">Standard deviation from run to run, as a share.</param>
    public Diagnosis Next(double sync, double seconds = 10, double betweenRuns = 0.03)
    {
        var level = Math.Clamp(sync * (1 + (betweenRuns * Gauss())), 0, 1);
        var drift = 0.0;
        var timeline = Timeline(seconds, 100, _ =>
        {
            // Neighboring slices are alike.
            drift = (0.7 * drift) + (0.05 * Gauss());
            var share = Math.Clamp(level + drift, 0, 1);
            return Times((ThreadState.FileSync, share), (ThreadState.CpuUser, 1 - share));
        });
        var mean = timeline.Average(slice => slice.WallClock[ThreadState.FileSync]);
        var made = Io.Diagnosis();
        return made with
        {
            Target = made.Target with { ExitCode = 0 },
            Window = made.Window with { DurationSeconds = seconds * (1 + (betweenRuns * Gauss())) },
            Timeline = timeline,
            WallClock = Times((ThreadState.FileSync, mean), (ThreadState.CpuUser, 1 - mean)),
            Files = [],
            CallSites = [],
            Endpoints = [],
        };
    }

    private double Gauss() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
