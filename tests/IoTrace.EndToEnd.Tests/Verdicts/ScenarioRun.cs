using IoTrace.EndToEnd.Tests.Support;

namespace IoTrace.EndToEnd.Tests.Verdicts;

/// <summary>Runs a scenario under the tool.</summary>
internal static class ScenarioRun
{
    /// <summary>Long enough for the first second, in which a launched program is compiled, not to be what counts.</summary>
    private const int LaunchSeconds = 4;

    /// <summary>A launched HTTP client warms up for 1.4 s before it does what its label says.</summary>
    private const int LaunchSecondsOfClients = 6;

    private const string AttachDuration = "3s";

    /// <summary>A program that is attached to lives longer than it is looked at.</summary>
    private const string AttachedSeconds = "60";

    public static async Task<Report> RunAsync(Scenario scenario)
    {
        // Not while the program runs: what it is attached to must not be over before the tool is there.
        await InstalledTool.PathAsync();
        using var medium = new MediumOf(scenario.Medium);
        await using var peer = scenario.Medium == Medium.SlowPeer
            ? await TargetProcess.StartAsync("http-server", "--delay", "50ms", "--seconds", AttachedSeconds)
            : null;
        string[] arguments =
        [
            .. scenario.Arguments,
            .. medium.Folder is { } folder ? ["--directory", folder] : Array.Empty<string>(),
            .. peer is not null ? ["--url", $"http://127.0.0.1:{peer.Port}/"] : Array.Empty<string>(),
        ];
        await PrepareAsync(scenario, arguments);
        return scenario.Way == Way.Launch
            ? await LaunchAsync(arguments, medium, peer is null ? LaunchSeconds : LaunchSecondsOfClients)
            : await AttachAsync(arguments, medium);
    }

    private static async Task PrepareAsync(Scenario scenario, string[] arguments)
    {
        // The file is made outside of the throttle, which would hold up its making too.
        if (scenario.Medium == Medium.SlowReads)
            await ToolRunner.RunAsync(TargetProcess.Executable, ["prepare", .. arguments]);
    }

    private static Task<Report> LaunchAsync(string[] arguments, MediumOf medium, int seconds) =>
        Tool.LaunchAsync(ControlGroup.Enter(medium.Groups, [TargetProcess.Executable, .. arguments, "--seconds", $"{seconds}"]));

    private static async Task<Report> AttachAsync(string[] arguments, MediumOf medium)
    {
        await using var target = await TargetProcess.StartAsync(
            new TargetSetup([.. arguments, "--seconds", AttachedSeconds]) { Groups = medium.Groups });
        return await Tool.AttachAsync(target.Id, AttachDuration);
    }
}
