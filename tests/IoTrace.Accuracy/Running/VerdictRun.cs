using IoTrace.Accuracy.Scenarios;

namespace IoTrace.Accuracy.Running;

/// <summary>Runs a scenario under the tool.</summary>
internal sealed class VerdictRun(Tool tool, TimeSpan limit)
{
    /// <summary>A program that is attached to lives longer than it is looked at.</summary>
    private const double Beyond = 30;

    /// <summary>A client compiles and warms up for about so long before it asks steadily.</summary>
    private const double WarmUpOfClients = 2;

    /// <summary>A server outlives its client's work.</summary>
    private const double LifeOfServers = 12;

    /// <summary>Profiles for so many seconds of steady running.</summary>
    public async Task<Verdict> RunAsync(Scenario scenario, Way way, double seconds)
    {
        await using var stage = await Stage.BuildAsync(scenario, Lever.None);
        return way is Way.LaunchProbe or Way.Launch ? await LaunchAsync(stage, way == Way.LaunchProbe, seconds) : await AttachAsync(stage, way, seconds);
    }

    /// <summary>
    /// Profiles the amount of work, launched with the probe, and tells how long it took under the tool; for a server, how long its client
    /// took for its requests.
    /// </summary>
    public async Task<(Verdict Verdict, WorkTime Time)> RunWorkAsync(Scenario scenario, Lever lever)
    {
        await using var stage = await Stage.BuildAsync(scenario, lever);
        var json = Report(stage);
        var command = scenario.Load is null ? stage.ForItsWork(limit.TotalSeconds - 5) : stage.ForATime(LifeOfServers);
        await using var process = Start(stage, tool.Launch(json, probe: true, [], Inside(stage, command)));
        var time = scenario.Load is null ? null : await WorkRun.LoadAsync(stage, process, limit);
        await EndAsync(process);
        time ??= WorkRun.Time(process) ?? throw new InvalidOperationException("the program did not say how long it took");
        return (Verdict.Parse(await File.ReadAllTextAsync(json)), time);
    }

    private async Task<Verdict> LaunchAsync(Stage stage, bool probe, double seconds)
    {
        var json = Report(stage);
        var scenario = stage.Scenario;
        IReadOnlyList<string> options = scenario.RunsOn ? ["--duration", $"{seconds}s"] : [];
        var lives = scenario.RunsOn ? seconds + Beyond : scenario.Load is null ? seconds : seconds + WarmUpOfClients;
        await using var process = Start(stage, tool.Launch(json, probe, options, Inside(stage, stage.ForATime(lives))));
        await using var client = await StartLoadAsync(stage, process);
        if (scenario.RunsOn) return await tool.WaitForReportAsync(json);
        await EndAsync(process);
        return Verdict.Parse(await File.ReadAllTextAsync(json));
    }

    private async Task<Verdict> AttachAsync(Stage stage, Way way, double seconds)
    {
        await using var process = Start(stage, Inside(stage, stage.ForATime(seconds + Beyond)));
        await process.WaitForLineAsync("ready ", limit);
        await using var client = await StartLoadAsync(stage, process);
        if (client is not null) await client.WaitForLineAsync("ready ", limit);
        return way == Way.NetTrace
            ? await TracedAsync(process.Id, stage, seconds)
            : await tool.AttachAsync(process.Id, way, seconds, Report(stage));
    }

    private async Task<Verdict> TracedAsync(int pid, Stage stage, double seconds)
    {
        var trace = Path.Combine(stage.Folder, "run.nettrace");
        var result = await ToolRunner.RunAsync(
            new ToolCommand(DotNetTrace.Path, ["collect", "-p", $"{pid}", "--duration", $"{TimeSpan.FromSeconds(seconds):c}", "--output", trace]) { Timeout = limit });
        if (result.ExitCode != 0 || result.TimedOut) throw new InvalidOperationException($"dotnet-trace: {result}");
        return await tool.ReportAsync(trace, Report(stage));
    }

    private async Task<TargetProcess?> StartLoadAsync(Stage stage, TargetProcess server)
    {
        if (stage.Scenario.Load is null) return null;
        await server.WaitForLineAsync("ready ", limit);
        return TargetProcess.Start(new TargetSetup(stage.LoadOn(server.Value("port ")!, "--seconds", "120")));
    }

    private async Task EndAsync(TargetProcess process)
    {
        var exit = await process.WaitForExitAsync(limit);
        if (exit != 0) throw new InvalidOperationException($"exit code {exit}: {string.Join(' ', process.Errors)}");
    }

    private static string Report(Stage stage) => Path.Combine(stage.Folder, "report.json");

    // The tool stays outside of the throttles; what it starts enters them, and then becomes the program.
    private static IReadOnlyList<string> Inside(Stage stage, IReadOnlyList<string> command) => ControlGroup.Enter(stage.Groups, command);

    private static TargetProcess Start(Stage stage, IReadOnlyList<string> command) =>
        TargetProcess.Start(new TargetSetup { Command = command, Environment = stage.Scenario.Environment });
}
