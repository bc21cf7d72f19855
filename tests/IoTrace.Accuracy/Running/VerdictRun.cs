using System.IO.Compression;
using IoTrace.Accuracy.Scenarios;

namespace IoTrace.Accuracy.Running;

/// <summary>Runs a scenario under the tool.</summary>
internal sealed class VerdictRun(Tool tool, TimeSpan limit)
{
    /// <summary>A program that is attached to lives longer than it is looked at.</summary>
    private const double Beyond = 30;

    /// <summary>A client compiles and warms up for about so long before it asks steadily.</summary>
    private const double WarmUpOfClients = 2;

    /// <summary>Profiles for so many seconds of steady running.</summary>
    /// <param name="alone">Also returns the verdict from the runtime's events alone.</param>
    public async Task<(Verdict Verdict, Verdict? FromEvents)> RunAsync(Scenario scenario, Way way, double seconds, bool alone)
    {
        await using var stage = await Stage.BuildAsync(scenario, Lever.None);
        return way is Way.Attach or Way.AttachProbe
            ? (await AttachAsync(stage, way == Way.AttachProbe, seconds), null)
            : await LaunchAsync(stage, way == Way.LaunchProbe, seconds, alone);
    }

    /// <summary>Profiles the amount of work, launched with the probe, and tells how long it took under the tool.</summary>
    public async Task<(Verdict Verdict, WorkTime Time)> RunWorkAsync(Scenario scenario)
    {
        await using var stage = await Stage.BuildAsync(scenario, Lever.None);
        var json = Path.Combine(stage.Folder, "report.json");
        await using var process = Start(stage, tool.Launch(json, probe: true, [], Inside(stage, stage.ForItsWork(limit.TotalSeconds - 5))));
        await EndAsync(process);
        var time = WorkRun.Time(process) ?? throw new InvalidOperationException("the program did not say how long it took");
        return (Verdict.Parse(await File.ReadAllTextAsync(json)), time);
    }

    private async Task<(Verdict, Verdict?)> LaunchAsync(Stage stage, bool probe, double seconds, bool alone)
    {
        var json = Path.Combine(stage.Folder, "report.json");
        var recording = Path.Combine(stage.Folder, "run.iotrace");
        var scenario = stage.Scenario;
        IReadOnlyList<string> options =
            [.. alone ? ["--output", recording] : Array.Empty<string>(), .. scenario.RunsOn ? ["--duration", $"{seconds}s"] : Array.Empty<string>()];
        var lives = scenario.RunsOn ? seconds + Beyond : scenario.Load is null ? seconds : seconds + WarmUpOfClients;
        await using var process = Start(stage, tool.Launch(json, probe, options, Inside(stage, stage.ForATime(lives))));
        await using var client = await StartLoadAsync(stage, process);
        Verdict verdict;
        if (scenario.RunsOn)
        {
            verdict = await tool.WaitForReportAsync(json);
        }
        else
        {
            await EndAsync(process);
            verdict = Verdict.Parse(await File.ReadAllTextAsync(json));
        }

        return (verdict, alone ? await FromEventsAsync(stage, recording) : null);
    }

    private async Task<Verdict> AttachAsync(Stage stage, bool probe, double seconds)
    {
        await using var process = Start(stage, Inside(stage, stage.ForATime(seconds + Beyond)));
        await process.WaitForLineAsync("ready ", limit);
        await using var client = await StartLoadAsync(stage, process);
        if (client is not null) await client.WaitForLineAsync("ready ", limit);
        return await tool.AttachAsync(process.Id, probe, seconds, Path.Combine(stage.Folder, "report.json"));
    }

    private async Task<Verdict> FromEventsAsync(Stage stage, string recording)
    {
        var events = Path.Combine(stage.Folder, "runtime.nettrace");
        using (var archive = await ZipFile.OpenReadAsync(recording))
        {
            var entry = archive.GetEntry("runtime.nettrace") ?? throw new InvalidOperationException("the recording holds no runtime.nettrace");
            await entry.ExtractToFileAsync(events);
        }

        return await tool.ReportAsync(events, Path.Combine(stage.Folder, "events.json"));
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

    // The tool stays outside of the throttles; what it starts enters them, and then becomes the program.
    private static IReadOnlyList<string> Inside(Stage stage, IReadOnlyList<string> command) => ControlGroup.Enter(stage.Groups, command);

    private static TargetProcess Start(Stage stage, IReadOnlyList<string> command) =>
        TargetProcess.Start(new TargetSetup { Command = command, Environment = stage.Scenario.Environment });
}
