using IoTrace.Workloads.Measuring;
using IoTrace.Workloads.Network;

namespace IoTrace.Workloads;

/// <summary>
/// A program whose behaviour is known. It runs in two processes: the tool prepares its data, serves its requests, verifies what
/// it did and cleans up, so that a profile of the other process shows the work and nothing else.
/// </summary>
public abstract class Workload
{
    /// <summary>What it is, what can be set, and which verdict to expect.</summary>
    public abstract WorkloadInfo Info { get; }

    /// <summary>Bytes of memory its buffers take: one for each in flight and one more, where it has any.</summary>
    public virtual long MemoryNeeded(WorkloadSettings settings) => Info.Dials.HasFlag(Dials.Buffer) ? settings.Buffer * (settings.Concurrency + 1L) : 0;

    /// <summary>What it has prepared before it runs; null where it needs nothing.</summary>
    public virtual PreparedData? Data(WorkloadSettings settings) => null;

    /// <summary>Bytes of disk space its runs take at most, besides the data; given back after each.</summary>
    public virtual long SpaceOfRun(WorkloadSettings settings) => 0;

    /// <summary>Whether it works on files at all.</summary>
    public bool NeedsSpace(WorkloadSettings settings) => SpaceOfRun(settings) > 0 || Data(settings) is not null;

    /// <summary>In the tool: makes the data that is not there yet. Workloads of one comparison share the folder.</summary>
    public virtual void Prepare(WorkloadContext context)
    {
    }

    /// <summary>In the tool: the server that the workload talks to, where it needs one.</summary>
    public virtual LoopbackServer? StartServer(WorkloadSettings settings) => null;

    /// <summary>In the workload's process, before every pass and not measured: removes what the last pass left, cools the cache.</summary>
    public virtual void Reset(WorkloadContext context)
    {
    }

    /// <summary>In the workload's process: one measured pass.</summary>
    public abstract Task RunAsync(WorkloadContext context);

    /// <summary>In the tool, after the run: null if it did what it says, otherwise what is wrong.</summary>
    public virtual string? Verify(WorkloadContext context, RunResult result) => null;
}
