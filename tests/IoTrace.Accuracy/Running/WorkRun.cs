using System.Diagnostics;
using System.Globalization;
using IoTrace.Accuracy.Scenarios;

namespace IoTrace.Accuracy.Running;

/// <summary>Runs a scenario's amount of work without the tool.</summary>
internal static class WorkRun
{
    /// <summary>The program gives up by itself a while before the run is given up.</summary>
    private const double Margin = 5;

    public static async Task<WorkTime> RunAsync(Scenario scenario, Lever lever, TimeSpan limit)
    {
        await using var stage = await Stage.BuildAsync(scenario, lever);
        var start = Stopwatch.GetTimestamp();
        await using var program = TargetProcess.Start(
            new TargetSetup { Command = stage.ForItsWork(limit.TotalSeconds - Margin), Groups = stage.Groups, Environment = scenario.Environment });
        if (scenario.Load is not null) return await LoadAsync(stage, program, limit);

        var exit = await program.WaitForExitAsync(limit);
        if (exit != 0) throw new InvalidOperationException($"exit code {exit}: {string.Join(' ', program.Errors)}");
        return Time(program) ?? new WorkTime(Stopwatch.GetElapsedTime(start).TotalSeconds, null);
    }

    /// <summary>What a target program says about its work; null where it says nothing.</summary>
    public static WorkTime? Time(TargetProcess program) => Number(program, "elapsed ") is { } seconds
        ? new WorkTime(seconds, Number(program, "cpu ")) { PreparedSeconds = Number(program, "prepared ") ?? 0 }
        : null;

    /// <summary>Has the client ask the server, and tells how long its requests took.</summary>
    public static async Task<WorkTime> LoadAsync(Stage stage, TargetProcess server, TimeSpan limit)
    {
        await server.WaitForLineAsync("ready ", limit);
        await using var client = TargetProcess.Start(new TargetSetup(
            stage.LoadOn(server.Value("port ")!, "--operations", $"{stage.Scenario.Work}", "--seconds", $"{limit.TotalSeconds}")));
        await client.WaitForExitAsync(limit);
        var time = Time(client) ?? throw new InvalidOperationException($"the client failed: {string.Join(' ', client.Errors)}");
        // Processor time and preparation are those of the client, which is not looked at.
        return time with { CpuSeconds = null, PreparedSeconds = 0 };
    }

    private static double? Number(TargetProcess program, string prefix) =>
        program.Value(prefix) is { } text ? double.Parse(text, CultureInfo.InvariantCulture) : null;
}
