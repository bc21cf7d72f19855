using IoTrace.Analysis.Attribution;
using IoTrace.Analysis.Observations;
using IoTrace.Analysis.Results;

namespace IoTrace.Analysis;

/// <summary>
/// From a recording to a diagnosis. Pure: no clock, no file, no process; the same recording always gives the same diagnosis. The
/// recording is read twice, for what the stacks teach and for the budgets, once more where it has phases, and never held in memory.
/// </summary>
public static class Analyzer
{
    /// <summary>How many call sites a report lists at most.</summary>
    internal const int MostCallSites = 40;

    public static Diagnosis Analyze(IRecordingSource source)
    {
        var survey = StackSurvey.Of(source);
        var totals = new Reading(source.Facts, survey).Run(source);
        return new DiagnosisBuilder(source, survey, totals).Build();
    }
}
