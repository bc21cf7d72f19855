using System.Globalization;

using IoTrace.Reports.Formatting;
using IoTrace.Workloads;
using IoTrace.Workloads.Measuring;

namespace IoTrace.Cli.Commands;

/// <summary>Workloads and what they did in words.</summary>
internal static class WorkloadText
{
    private const double Mebibyte = 1 << 20;

    /// <summary>The settings that a workload heeds, as options: <c>--size 64MiB --buffer 4KiB</c>.</summary>
    public static string Settings(WorkloadInfo info, WorkloadSettings settings, string separator) =>
        string.Join(separator, Dialled(info, settings).Select(s => $"--{s.Name} {s.Value}"));

    /// <summary>All settings that count for a workload, by the names of their options.</summary>
    public static IReadOnlyDictionary<string, string> AllSettings(WorkloadInfo info, WorkloadSettings settings) =>
        Dialled(info, settings).Concat(
        [
            ("seed", settings.Seed.ToString(CultureInfo.InvariantCulture)), ("duration", Time(settings.Duration)),
            ("delay", string.Create(CultureInfo.InvariantCulture, $"{settings.Delay * 100:0.##}%")),
        ]).ToDictionary(s => s.Item1, s => s.Item2);

    private static IEnumerable<(string Name, string Value)> Dialled(WorkloadInfo info, WorkloadSettings settings)
    {
        (Dials Dial, string Name, string Value)[] all =
        [
            (Dials.Size, "size", Size(settings.Size)), (Dials.Buffer, "buffer", Size(settings.Buffer)),
            (Dials.Concurrency, "concurrency", settings.Concurrency.ToString(CultureInfo.InvariantCulture)),
            (Dials.Cache, "cache", settings.Cache.ToString().ToLowerInvariant()), (Dials.Durability, "durability", settings.Durability.ToString().ToLowerInvariant()),
            (Dials.Cpu, "cpu", Time(settings.Cpu)), (Dials.Io, "io", Time(settings.Io)),
        ];
        return all.Where(a => info.Dials.HasFlag(a.Dial)).Select(a => (a.Name, a.Value));
    }

    /// <summary>The figures of one run, a line each.</summary>
    public static IEnumerable<string> Figures(PlannedRun run, RunResult result, string place)
    {
        yield return $"{run.Workload.Info.Name}: {run.Workload.Info.Description}";
        yield return $"  {Settings(run.Workload.Info, run.Settings, " ")}{(run.Workload.NeedsSpace(run.Settings) ? $" in {place}" : "")}".TrimEnd();
        var rate = string.Create(CultureInfo.InvariantCulture, $"{Quantity.Number(result.OperationRate)} operations/s");
        yield return $"  {Quantity.Things(result.Counts.Operations, "operation")} in {Quantity.Duration(result.Seconds)}: {rate}"
            + (run.Workload.Info.Unit == WorkUnit.Bytes && result.Throughput is { } throughput ? $", {Quantity.Bytes(throughput)}/s" : "")
            + (result.Interrupted ? ", stopped early" : ", verified");
        if (result.Operation is { } operation)
            yield return $"  operation  {Percentiles(operation)}";

        if (result.Queue is { } queue)
            yield return $"  queue      {Percentiles(queue)}";

        var used = result.Resources;
        yield return $"  CPU        {Quantity.Duration(used.CpuSeconds)} ({Quantity.Duration(used.UserSeconds)} user, {Quantity.Duration(used.KernelSeconds)} kernel)";
        yield return $"  {CostsOfOne(run.Workload.Info.Unit, result)}";
    }

    /// <summary>Whether the verdict is the one to expect.</summary>
    public static string Expectation(PlannedRun run, Analysis.Results.Verdict verdict)
    {
        if (run.Workload.Info.Expectations.FirstOrDefault(e => e.Applies(run.Settings)) is not { } expectation)
            return "  no verdict is expected under these settings";

        return $"  expected   {expectation.Verdict} ({expectation.When}): {(Meets(expectation, verdict) ? "yes" : $"NO, this run was {Verdict(verdict)}")}";
    }

    /// <summary>Whether a verdict is the expected one.</summary>
    public static bool Meets(Expectation expectation, Analysis.Results.Verdict verdict) =>
        expectation.IsMetBy(Analysis.Results.Names.Name(verdict.Bound), [.. verdict.Causes.Select(Analysis.Results.Names.Name)]);

    /// <summary>A verdict in two words.</summary>
    public static string Verdict(Analysis.Results.Verdict verdict) =>
        string.Join(": ", new[] { Analysis.Results.Names.Name(verdict.Bound), string.Join(" and ", verdict.Causes.Select(Analysis.Results.Names.Name)) }.Where(t => t.Length > 0));

    /// <summary>256 MiB as an option takes it.</summary>
    public static string Size(long bytes)
    {
        foreach (var (unit, size) in ((string, long)[])[("GiB", 1L << 30), ("MiB", 1L << 20), ("KiB", 1L << 10)])
        {
            if (bytes % size == 0)
                return string.Create(CultureInfo.InvariantCulture, $"{bytes / size}{unit}");
        }

        return bytes.ToString(CultureInfo.InvariantCulture);
    }

    private static string Time(TimeSpan time) => Quantity.Duration(time.TotalSeconds).Replace(" ", "", StringComparison.Ordinal).Replace(".0", "", StringComparison.Ordinal);

    private static string Percentiles(Latency latency) =>
        $"p50 {Quantity.Duration(latency.P50)}  p90 {Quantity.Duration(latency.P90)}  p99 {Quantity.Duration(latency.P99)}  max {Quantity.Duration(latency.Max)}";

    private static string CostsOfOne(WorkUnit counted, RunResult result)
    {
        var used = result.Resources;
        var (units, unit) = counted == WorkUnit.Bytes && result.Counts.Bytes > 0 ? (result.Counts.Bytes / Mebibyte, "MiB") : (Math.Max(1, result.Counts.Operations), "operation");
        var text = $"{"per " + unit,-10} {Quantity.Duration(used.CpuSeconds / units)}";
        text += used.IoCalls is { } calls ? $", {Quantity.Few(calls / units)} I/O calls" : "";
        text += used.PoolItems is { } items ? $", {Quantity.Few(items / units)} pool work items" : "";
        return text + $", {Quantity.Few((used.VoluntarySwitches + used.InvoluntarySwitches) / units)} context switches";
    }
}
