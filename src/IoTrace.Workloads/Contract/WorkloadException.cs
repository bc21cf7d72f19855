namespace IoTrace.Workloads;

/// <summary>Something that a user caused or met: a wrong name or value, a folder that cannot be used, a workload that failed.</summary>
public sealed class WorkloadException : Exception
{
    /// <param name="isUsage">Whether the command line was wrong, rather than the machine or the run.</param>
    public WorkloadException(string message, bool isUsage, Exception? inner = null)
        : base(message, inner) => IsUsage = isUsage;

    /// <summary>Whether the command line was wrong.</summary>
    public bool IsUsage { get; }
}
