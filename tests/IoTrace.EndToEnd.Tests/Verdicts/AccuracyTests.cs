using System.Globalization;
using IoTrace.EndToEnd.Tests.Support;

namespace IoTrace.EndToEnd.Tests.Verdicts;

/// <summary>The whole matrix, many times: what <c>scripts/accuracy</c> runs.</summary>
[Collection(Alone.Name)]
public sealed class AccuracyTests
{
    private static readonly string? _table = Environment.GetEnvironmentVariable("IOTRACE_ACCURACY_TABLE");

    [LongFact]
    public async Task Every_verdict_is_right_every_time()
    {
        var runs = int.Parse(Environment.GetEnvironmentVariable("IOTRACE_ACCURACY_RUNS") ?? "10", CultureInfo.InvariantCulture);
        var only = Environment.GetEnvironmentVariable("IOTRACE_ACCURACY_ONLY") ?? "";
        Say($"{"program",-52} {"verdict",-31} right   least   mean confidence");
        var (right, all) = (0, 0);
        foreach (var scenario in Scenarios.All.Where(s => s.Name.Contains(only, StringComparison.OrdinalIgnoreCase)))
        {
            if (scenario.Unavailable is { } reason)
            {
                Say($"{scenario.Name,-52} left out: {reason}");
                continue;
            }

            var reports = new List<Report>();
            for (var run = 0; run < runs; run++) reports.Add(await ScenarioRun.RunAsync(scenario));
            right += Row(scenario, reports);
            all += runs;
        }

        Say($"{right} of {all} right");
        Assert.Equal(all, right);
    }

    /// <summary>Writes a program's row, and one for each verdict that was wrong; returns how many were right.</summary>
    private static int Row(Scenario scenario, List<Report> reports)
    {
        var right = reports.Where(r => VerdictAssert.IsRight(scenario, r)).ToList();
        var label = $"{scenario.Bound}/{string.Join('|', scenario.Causes)}";
        var confidence = right.Count == 0 ? "" : string.Create(
            CultureInfo.InvariantCulture, $"{right.Min(r => r.Confidence),7:F2} {right.Average(r => r.Confidence),7:F2}");
        Say($"{scenario.Name,-52} {label,-31} {right.Count,2}/{reports.Count,-2} {confidence}");
        foreach (var wrong in reports.Except(right))
            Say(string.Create(CultureInfo.InvariantCulture, $"    wrong: {wrong.Bound}/{wrong.Cause} {wrong.Confidence:F2}; {wrong.Json["wallClock"]!.ToJsonString()}"));

        return right.Count;
    }

    private static void Say(string line)
    {
        if (_table is not null) File.AppendAllText(_table, line + "\n");
    }
}
