using IoTrace.Capture;
using IoTrace.Workloads.Comparison;
using IoTrace.Workloads.Measuring;

namespace IoTrace.Cli.Commands;

/// <summary>A bundled workload.</summary>
internal sealed record WorkloadContender(string Name, PlannedRun Plan, WorkloadSession Session, Interrupts Interrupts) : Contender(Name, Interrupts)
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

    public override async Task<RunFigures?> RunAsync()
    {
        var result = await WorkloadProcess.RunBareAsync(Session, Plan, Interrupts).ConfigureAwait(false);
        return result.Interrupted || Interrupts.Stop.IsCancellationRequested ? null : RunFigures.Of(result);
    }

    public override async Task<Judgement> JudgeAsync()
    {
        var plan = Plan.Settings.Duration < LeastProfiled ? Plan with { Settings = Plan.Settings with { Duration = LeastProfiled } } : Plan;
        try
        {
            var (captured, result) = await WorkloadProcess.ProfileAsync(Session, plan, (Probe: true, Stacks: true), new Progress<CaptureProgress>(), Interrupts).ConfigureAwait(false);
            using (captured)
            {
                Interrupts.Stop.ThrowIfCancellationRequested();
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
