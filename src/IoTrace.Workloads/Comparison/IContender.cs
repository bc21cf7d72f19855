namespace IoTrace.Workloads.Comparison;

/// <summary>Something that can be run again and again.</summary>
public interface IContender
{
    /// <summary>Unique in the comparison.</summary>
    string Name { get; }

    /// <summary>The workload it runs; null for a command.</summary>
    Subject? Subject { get; }

    /// <summary>What it runs under; asked for when its runs are over.</summary>
    Conditions Conditions { get; }

    /// <summary>One run; null when it was stopped before its end.</summary>
    Task<RunFigures?> RunAsync();

    /// <summary>One run under the profiler.</summary>
    Task<Judgement> JudgeAsync();
}
