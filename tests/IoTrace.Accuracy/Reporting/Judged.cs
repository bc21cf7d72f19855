using IoTrace.Accuracy.Records;
using IoTrace.Accuracy.Running;
using IoTrace.Accuracy.Scenarios;

namespace IoTrace.Accuracy.Reporting;

/// <summary>A recorded verdict, held against the label of today.</summary>
internal sealed record Judged(Scenario Scenario, RunRecord Run, Verdict Verdict)
{
    public bool IsRight => Scenario.Accepts(Verdict.Bound, Verdict.Cause);

    /// <summary>The tool said that it does not know.</summary>
    public bool IsAbstention => Verdict.Bound == "unknown";

    public bool IsWrong => !IsRight && !IsAbstention;

    public Way Way => Run.Key.Way!.Value;

    public string Said => Verdict.Cause is { } cause ? $"{Verdict.Bound}/{cause}" : Verdict.Bound;

    /// <summary>The verdicts among the records, of scenarios that there still are.</summary>
    public static IReadOnlyList<Judged> All(IEnumerable<RunRecord> runs) =>
    [
        .. from run in runs
           where run.Key.Kind == RunKind.Verdict && run.Verdict is not null
           join scenario in Suite.All on run.Key.Scenario equals scenario.Name
           select new Judged(scenario, run, run.Verdict!),
    ];
}
