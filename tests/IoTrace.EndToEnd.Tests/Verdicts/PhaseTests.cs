using System.Globalization;
using System.Text.Json.Nodes;
using IoTrace.EndToEnd.Tests.Support;

namespace IoTrace.EndToEnd.Tests.Verdicts;

/// <summary>A program that changes what it does.</summary>
[Collection(Alone.Name)]
public sealed class PhaseTests
{
    [SlowDiskTheory]
    [InlineData("2")]
    public async Task A_program_that_loads_computes_and_stores_has_a_verdict_for_each(string seconds)
    {
        using var medium = new MediumOf(Medium.SlowWrites);
        string[] program = ["phases", "--phase", seconds, "--size-mb", "64", "--seconds", "6", "--directory", medium.Folder!];
        var report = await Tool.LaunchAsync(ControlGroup.Enter(medium.Groups, [TargetProcess.Executable, .. program]));

        var phases = report.Json["phases"]!.AsArray().Select(p => p!).ToList();
        Assert.True(phases.Count >= 2, report.ToString());
        // The cold reads of a disk that is slow in writing only may well be mixed; the last two are what they are anywhere. On a busy
        // machine what computes waits for a processor.
        var storing = Assert.Single(phases, p => Cause(p) == "file-sync");
        Assert.Contains(Cause(phases[^2]), (string[])["cpu-user", "cpu-contention"]);
        Assert.Equal(storing, phases[^1]);
        Assert.InRange(Seconds(storing, "durationSeconds"), 1.5, 2.8);
        Assert.InRange(phases.Sum(p => Seconds(p, "share")), 0.999, 1.001);
        Assert.Contains($"It has {phases.Count.ToString(CultureInfo.InvariantCulture)} phases: ", report.Summary, StringComparison.Ordinal);
    }

    private static string? Cause(JsonNode phase) => phase["verdict"]!["cause"]?.GetValue<string>();

    private static double Seconds(JsonNode phase, string key) => phase[key]!.GetValue<double>();
}
