using IoTrace.Workloads.Comparison;

namespace IoTrace.Cli.Commands;

/// <summary>Something that can be run again and again.</summary>
internal abstract record Contender(string Name, Interrupts Interrupts) : IContender
{
    /// <summary>The workload it runs; null for a command.</summary>
    public virtual Subject? Subject => null;

    /// <summary>What it runs under; asked for when its runs are over.</summary>
    public virtual Conditions Conditions => new(new Dictionary<string, string>(), null, null, Environment.ProcessorCount, TimeProvider.System.GetUtcNow());

    /// <summary>One run; null when it was stopped before its end.</summary>
    public abstract Task<RunFigures?> RunAsync();

    /// <summary>One run under the profiler.</summary>
    public abstract Task<Judgement> JudgeAsync();
}
