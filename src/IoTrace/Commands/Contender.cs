using IoTrace.Capture;
using IoTrace.Workloads.Comparison;
using IoTrace.Workloads.Measuring;

namespace IoTrace.Cli.Commands;

/// <summary>Something that can be run again and again.</summary>
internal abstract record Contender(string Name)
{
    /// <summary>The workload it runs; null for a command.</summary>
    public virtual Subject? Subject => null;

    /// <summary>What it runs under; asked for when its runs are over.</summary>
    public virtual Conditions Conditions => new(new Dictionary<string, string>(), null, null, Environment.ProcessorCount, TimeProvider.System.GetUtcNow());

    /// <summary>One run; null when it was stopped before its end.</summary>
    public abstract Task<RunFigures?> RunAsync(Interrupts interrupts);

    /// <summary>One run under the profiler.</summary>
    public abstract Task<Judgement> JudgeAsync(Interrupts interrupts);
}

/// <summary>What the profiler says.</summary>
/// <param name="Verdict">The verdict, such as <c>cpu: cpu-kernel-io</c>; null where there is none.</param>
/// <param name="WhyNone">Why there is none.</param>
internal readonly record struct Judgement(string? Verdict, string? WhyNone)
{
    /// <summary>What was counted in that run; null where nothing was.</summary>
    public ProfiledRun? Profiled { get; init; }
}

/// <summary>A bundled workload.</summary>
internal sealed record WorkloadContender(string Name, PlannedRun Plan, WorkloadSession Session) : Contender(Name)
{
    private static readonly TimeSpan LeastProfiled = TimeSpan.FromSeconds(2);

    public override Subject Subject => Subject.Of(Plan.Workload.Info);

    // Its process is this tool's program on this tool's runtime.
    public override Conditions Conditions => base.Conditions with
    {
        Settings = WorkloadText.AllSettings(Plan.Workload.Info, Plan.Settings),
        FileSystem = Plan.Workload.NeedsSpace(Plan.Settings) ? Session.Workspace.Format : null,
        RuntimeVersion = Environment.Version.ToString(),
    };

    public override async Task<RunFigures?> RunAsync(Interrupts interrupts)
    {
        var result = await WorkloadProcess.RunBareAsync(Session, Plan, interrupts).ConfigureAwait(false);
        return result.Interrupted || interrupts.Stop.IsCancellationRequested ? null : RunFigures.Of(result);
    }

    public override async Task<Judgement> JudgeAsync(Interrupts interrupts)
    {
        var plan = Plan.Settings.Duration < LeastProfiled ? Plan with { Settings = Plan.Settings with { Duration = LeastProfiled } } : Plan;
        try
        {
            var (captured, result) = await WorkloadProcess.ProfileAsync(Session, plan, (Probe: true, Stacks: true), new Progress<CaptureProgress>(), interrupts).ConfigureAwait(false);
            using (captured)
            {
                interrupts.Stop.ThrowIfCancellationRequested();
                return new Judgement(WorkloadText.Verdict(Analysis.Analyzer.Analyze(captured.Source).Verdict), null)
                {
                    // A pass to warm up comes before those that count.
                    Profiled = WorkloadCalls.Count(captured.Source.Read(), Session.Workspace.Path) is { } calls
                        ? new ProfiledRun(calls, result.Total.Bytes, result.Total.Operations, result.Passes + 1)
                        : null,
                };
            }
        }
        catch (IoTraceException e)
        {
            // Where profiling does not work, there still is a comparison.
            return new Judgement(null, e.Message);
        }
    }
}
