using IoTrace.Analysis.Results;
using IoTrace.Reports.Json;
using IoTrace.Workloads;
using IoTrace.Workloads.Measuring;

namespace IoTrace.Cli.Commands;

/// <summary>What a workload took down itself, for a report on it.</summary>
/// <param name="Lines">For people.</param>
/// <param name="Json">For scripts.</param>
internal sealed record WorkloadOutcome(IReadOnlyList<string> Lines, JsonWorkload Json)
{
    /// <param name="place">Where it worked, in words.</param>
    /// <param name="format">The file system it worked on.</param>
    public static WorkloadOutcome Of(PlannedRun run, RunResult result, Verdict verdict, string place, string format)
    {
        var (info, used) = (run.Workload.Info, result.Resources);
        var expectation = info.Expectations.FirstOrDefault(e => e.Applies(run.Settings));
        return new WorkloadOutcome(
            [.. WorkloadText.Figures(run, result, place), WorkloadText.Expectation(run, verdict)],
            new JsonWorkload(
                info.Name,
                Settings(info.Dials, run.Settings),
                run.Workload.NeedsSpace(run.Settings) ? format : null,
                result.Interrupted,
                result.Passes,
                result.Seconds,
                result.Counts.Operations,
                result.OperationRate,
                result.Counts.Bytes > 0 ? result.Counts.Bytes : null,
                result.Throughput,
                result.Counts.Syncs,
                Latency(result.Operation),
                Latency(result.Queue),
                new JsonWorkloadCosts(used.UserSeconds, used.KernelSeconds, used.IoCalls, used.PoolItems, used.VoluntarySwitches + used.InvoluntarySwitches),
                new JsonWorkloadTotal(result.Total.Operations, result.Total.Bytes, result.Total.Syncs),
                expectation is null ? null : new JsonExpectation(expectation.Verdict, expectation.When, WorkloadText.Meets(expectation, verdict))));
    }

    private static JsonWorkloadSettings Settings(Dials dials, WorkloadSettings all) => new(
        dials.HasFlag(Dials.Size) ? all.Size : null,
        dials.HasFlag(Dials.Buffer) ? all.Buffer : null,
        dials.HasFlag(Dials.Concurrency) ? all.Concurrency : null,
        dials.HasFlag(Dials.Cache) ? all.Cache.ToString().ToLowerInvariant() : null,
        dials.HasFlag(Dials.Durability) ? all.Durability.ToString().ToLowerInvariant() : null,
        dials.HasFlag(Dials.Cpu) ? all.Cpu.TotalSeconds : null,
        dials.HasFlag(Dials.Io) ? all.Io.TotalSeconds : null,
        all.Seed,
        all.Duration.TotalSeconds);

    private static JsonLatency? Latency(Latency? latency) =>
        latency is null ? null : new JsonLatency(latency.Count, latency.P50, latency.P90, latency.P99, latency.Max);
}
