using IoTrace.Accuracy.HeldOut;
using IoTrace.Accuracy.Records;
using IoTrace.Accuracy.Reporting;
using IoTrace.Accuracy.Running;
using IoTrace.Accuracy.Trials;

namespace IoTrace.Accuracy.Calibration;

/// <summary>A verdict of any suite, and whether it was right.</summary>
/// <param name="Suite">The suite's command.</param>
/// <param name="Program">The program, whatever was set for it.</param>
/// <param name="Confidence">What the tool promised.</param>
internal sealed record Judgement(string Suite, string Program, Way Way, string? Commit, double Confidence, bool IsRight, bool IsAbstention)
{
    public const string LabelledSuite = "verdicts";

    /// <summary>On programs that are held out nothing is fitted, whatever their hash.</summary>
    public Half Half => Suite == HeldOutSuite.Name ? Half.Reported : Halves.Of(Program);

    public bool IsWrong => !IsRight && !IsAbstention;

    /// <summary>Of runs that failed nothing can be said.</summary>
    public static IReadOnlyList<Judgement> Of(IEnumerable<Trial> trials) =>
    [
        .. from trial in trials
           let verdict = trial.Verdict
           where verdict is not null
           select new Judgement(trial.Key.Suite, trial.Key.Program, trial.Key.Way, trial.Commit, verdict.Confidence, trial.IsRight, trial.IsAbstention),
    ];

    /// <summary>Of the labelled suite, where the cause has to be right, too.</summary>
    public static IReadOnlyList<Judgement> Of(IReadOnlyList<RunRecord> runs) =>
    [
        .. Judged.All(runs).Select(v => new Judgement(LabelledSuite, v.Scenario.Name, v.Way, v.Run.Commit, v.Verdict.Confidence, v.IsRight, v.IsAbstention)),
    ];
}
