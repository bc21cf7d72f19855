using IoTrace.EndToEnd.Tests.Support;

namespace IoTrace.EndToEnd.Tests.Reports;

/// <summary>The workloads that no disk has a part in get the verdict that their list promises, as the report itself says.</summary>
[Collection(Alone.Name)]
public sealed class WorkloadVerdictTests
{
    /// <summary>With as much of the processors gone to others, that a program is held up by them is true of it.</summary>
    private const double DisturbedFrom = 0.15;

    [SkippableTheory]
    [InlineData("cpu-spin", "cpu-user")]
    [InlineData("cpu-hash", "cpu-user")]
    [InlineData("idle", "neither")]
    [InlineData("lock-contention", "lock-contention")]
    [InlineData("http-fan-out", "network")]
    public async Task The_verdict_is_the_expected_one(string name, string verdict)
    {
        await InstalledTool.PathAsync();
        await QuietMachine.WaitAsync(TimeSpan.FromSeconds(1));
        var load = NeighbourLoad.Begin();
        var result = await Tool.RunAsync("workload", "run", name, "--duration", "4s", "--json", "-");
        var neighbours = load.Share();
        Assert.True(result.ExitCode == 0, result.ToString());
        var report = Report.Parse(result.Output, result);
        var expected = report.Json["workload"]!["expected"]!;
        var causes = report.Json["verdict"]!["causes"]!.AsArray().Select(c => c!.GetValue<string>());

        Assert.Equal(verdict, expected["verdict"]!.GetValue<string>());
        // What the flag says has to be so, and what is so it has to say; half of a mixed verdict is another verdict.
        Assert.Equal(report.Bound == verdict || causes.SequenceEqual([verdict]), expected["met"]!.GetValue<bool>());
        Skip.If(report.Cause == "cpu-contention" && neighbours >= DisturbedFrom, $"other processes took {neighbours:P0} of the processors: {report}");
        Assert.True(expected["met"]!.GetValue<bool>(), $"{name} is {report}");
    }
}
