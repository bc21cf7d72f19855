using System.Globalization;
using IoTrace.Accuracy.Scenarios;

namespace IoTrace.Accuracy.Running;

/// <summary>Everything that a scenario needs around its program, for one run.</summary>
internal sealed class Stage : IAsyncDisposable
{
    /// <summary>Devices and groups are taken by looking for a free one first, so one stage is built at a time.</summary>
    private static readonly SemaphoreSlim _building = new(1);

    private readonly Lever _lever;
    private readonly StagedMedium _medium;
    private readonly StagedPeer _peer;

    private Stage(Scenario scenario, Lever lever, StagedMedium medium, StagedPeer peer)
    {
        Scenario = scenario;
        _lever = lever;
        _medium = medium;
        _peer = peer;
    }

    public Scenario Scenario { get; }

    /// <summary>The groups that the program has to run in.</summary>
    public IReadOnlyList<ControlGroup> Groups => _medium.Groups;

    /// <summary>A folder for the files of the harness, on no slow medium.</summary>
    public string Folder => _medium.Folder;

    public static async Task<Stage> BuildAsync(Scenario scenario, Lever lever)
    {
        await _building.WaitAsync();
        try
        {
            var medium = new StagedMedium(scenario, lever);
            try
            {
                await PrepareAsync(scenario, medium);
                medium.Slow();
                return new Stage(scenario, lever, medium, await StagedPeer.StartAsync(scenario.Peer, lever));
            }
            catch
            {
                medium.Dispose();
                throw;
            }
        }
        finally
        {
            _building.Release();
        }
    }

    /// <summary>The program to run for a time.</summary>
    public IReadOnlyList<string> ForATime(double seconds) => Command(Scenario.Arguments, "--seconds", $"{seconds}");

    /// <summary>The program to run until its work is done, and no longer than the seconds.</summary>
    public IReadOnlyList<string> ForItsWork(double seconds) => Scenario.Load is null && Scenario.Work is { } work
        ? Command(Scenario.WorkArguments ?? Scenario.Arguments, "--operations", $"{work}", "--seconds", $"{seconds}")
        : ForATime(seconds);

    /// <summary>The client that asks the program, which listens at the port.</summary>
    public IReadOnlyList<string> LoadOn(string port, params IReadOnlyList<string> length) =>
        [.. Scenario.Load ?? [], "--url", $"http://127.0.0.1:{port}/", .. length];

    public async ValueTask DisposeAsync()
    {
        await _peer.DisposeAsync();
        _medium.Dispose();
    }

    private static async Task PrepareAsync(Scenario scenario, StagedMedium medium)
    {
        if (scenario.Subject == Subject.Build) await SmallProject.MakeAsync(medium.WorkFolder);
        if (scenario.Subject == Subject.Compiler) await SmallProject.MakeSourcesAsync(medium.WorkFolder);
        // Files to be read are made outside of the throttle, which would hold up their making too.
        if (scenario.Subject != Subject.Target || !NeedsFiles(scenario.Arguments)) return;
        // The dial and its kind: what is read is the same file as that of the cold reads.
        string mode = scenario.Arguments[0] is "cold-stat" or "json-parse" ? scenario.Arguments[0] : "cold-read";
        var result = await ToolRunner.RunAsync(
            TargetProcess.Executable, ["prepare", mode, .. scenario.Arguments.Skip(1).Where(a => a is not ("--async" or "--cold")), "--directory", medium.WorkFolder]);
        if (result.ExitCode != 0) throw new InvalidOperationException($"prepare failed: {result}");
    }

    private static bool NeedsFiles(IReadOnlyList<string> arguments) =>
        arguments[0] is "cold-stat" or "json-parse" or "cold-read" or "warm-read" or "cold-scan" || arguments.Contains("cold-read");

    private IReadOnlyList<string> Command(IReadOnlyList<string> arguments, params IReadOnlyList<string> length)
    {
        if (Scenario.Subject == Subject.Build) return SmallProject.BuildCommand(_medium.WorkFolder);
        if (Scenario.Subject == Subject.Compiler) return SmallProject.CompileCommand(_medium.WorkFolder);
        // Modes that keep to memory by themselves stay there, unless their medium is what they are about.
        IReadOnlyList<string> folder = Scenario.Medium == Medium.Plain && !NeedsFiles(Scenario.Arguments.DefaultIfEmpty("").ToList())
            ? [] : ["--directory", _medium.WorkFolder];
        return [Programs.PathOf(Scenario.Subject), .. _lever == Lever.HalfSteps ? Halved(arguments) : arguments, .. folder, .. _peer.Arguments, .. length];
    }

    private static string[] Halved(IReadOnlyList<string> arguments)
    {
        string[] halved = [.. arguments];
        var value = Array.IndexOf(halved, "--steps") + 1;
        halved[value] = (int.Parse(halved[value], CultureInfo.InvariantCulture) / 2).ToString(CultureInfo.InvariantCulture);
        return halved;
    }
}
