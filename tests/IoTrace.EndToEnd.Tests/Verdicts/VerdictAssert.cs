using IoTrace.EndToEnd.Tests.Support;

namespace IoTrace.EndToEnd.Tests.Verdicts;

/// <summary>Holds a report against what is true of the program.</summary>
internal static class VerdictAssert
{
    public static bool IsRight(Scenario scenario, Report report) =>
        report.Bound == scenario.Bound && scenario.Causes.Contains(report.Cause);

    /// <summary>
    /// With more of its time than this on the run queue, a program was held up by the machine's other work: then the run tells
    /// nothing about what the program is by itself.
    /// </summary>
    private const double DisturbedFrom = 0.15;

    private const int Attempts = 3;

    /// <summary>Runs the scenario of that name and holds its report against what is true of it.</summary>
    public static async Task IsTrueAsync(string name)
    {
        var scenario = Scenarios.Named(name);
        var report = await ScenarioRun.RunAsync(scenario);
        for (var attempt = 1; attempt < Attempts && !IsRight(scenario, report) && report.WallClock("runnable") > DisturbedFrom; attempt++)
            report = await ScenarioRun.RunAsync(scenario);

        Holds(scenario, report);
    }

    public static void Holds(Scenario scenario, Report report)
    {
        Assert.True(IsRight(scenario, report), $"{scenario.Name} is {scenario.Bound}/{string.Join('|', scenario.Causes)} and not {report}");
        // The contract says that the shares make up the whole.
        Assert.InRange(report.WallClockSum, 0.999, 1.001);
    }
}
