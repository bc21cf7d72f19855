namespace IoTrace.Reports.Json;

/// <summary>What a bundled workload did, as it took it down itself: the <c>workload</c> of a JSON report. What is not known is null.</summary>
/// <param name="FileSystem">The file system it worked on, such as <c>ext4</c>; null where it needs no files.</param>
/// <param name="Interrupted">Whether it was stopped before its time.</param>
/// <param name="Passes">Passes that were measured.</param>
/// <param name="Seconds">Measured time, without warm-up and what lies between passes.</param>
/// <param name="Bytes">Bytes moved, each once; null where it moves none.</param>
/// <param name="Syncs">Times that data were made durable.</param>
/// <param name="Operation">From the begin to the end of an operation.</param>
/// <param name="Queue">From the moment something could have begun to that in which it did; null where nothing queues.</param>
public sealed record JsonWorkload(
    string Name,
    JsonWorkloadSettings Settings,
    string? FileSystem,
    bool Interrupted,
    int Passes,
    double Seconds,
    long Operations,
    double OperationsPerSecond,
    long? Bytes,
    double? BytesPerSecond,
    long Syncs,
    JsonLatency? Operation,
    JsonLatency? Queue,
    JsonWorkloadCosts Costs,
    JsonWorkloadTotal Total,
    JsonExpectation? Expected);

/// <summary>The settings that the workload heeds; bytes and seconds.</summary>
public sealed record JsonWorkloadSettings(
    long? Size, int? Buffer, int? Concurrency, string? Cache, string? Durability, double? CpuSeconds, double? IoSeconds, int Seed, double DurationSeconds);

/// <summary>Percentiles in seconds.</summary>
public sealed record JsonLatency(long Count, double P50, double P90, double P99, double Max);

/// <summary>All passes, those that were not measured included: what an observer from outside has to see.</summary>
public sealed record JsonWorkloadTotal(long Operations, long Bytes, long Syncs);

/// <summary>What all measured passes together cost the workload's process.</summary>
/// <param name="IoCalls">System calls that read or write, as the kernel counts them in <c>/proc/PID/io</c>.</param>
/// <param name="PoolItems">Work items of the thread pool.</param>
public sealed record JsonWorkloadCosts(double CpuUserSeconds, double CpuKernelSeconds, long? IoCalls, long? PoolItems, long ContextSwitches);

/// <summary>The verdict to expect under these settings, and whether it was given.</summary>
public sealed record JsonExpectation(string Verdict, string When, bool Met);
