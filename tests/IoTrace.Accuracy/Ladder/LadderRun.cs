using System.Globalization;
using IoTrace.Accuracy.Running;
using IoTrace.Accuracy.Trials;

namespace IoTrace.Accuracy.Ladder;

/// <summary>One program on one rung: the truth without the tool, then what the tool says.</summary>
internal sealed class LadderRun : IAsyncDisposable
{
    /// <summary>A program that is attached to lives longer than it is looked at.</summary>
    private const double Beyond = 30;

    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(75);
    private readonly LadderFolder _folder = new();
    private readonly Tool _tool;
    private readonly string _program;
    private SlowFileSystem? _storage;

    private LadderRun(string toolPath, string program)
    {
        _tool = new Tool(toolPath, _limit);
        _program = program;
    }

    public static async Task<LadderRun> BuildAsync(string toolPath, string program, Rung rung)
    {
        var run = new LadderRun(toolPath, program);
        try
        {
            foreach (var folder in (string[])[run._folder.Storage, run._folder.Memory]) await run.PrepareAsync(folder);
            run._storage = await SlowFileSystem.MountAsync(run._folder.Storage, run._folder.MountPoint, rung.Microseconds);
            return run;
        }
        catch
        {
            await run.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Runs the program on the rung and on files in memory by turns, nobody looking. What the storage takes of its time is what is gone in memory.
    /// </summary>
    public async Task<Truth> MeasureAsync()
    {
        await using var program = TargetProcess.Start(new TargetSetup(
            ["--directory", _folder.MountPoint, "--against", _folder.Memory])
        { Command = [Programs.Storage, _program] });
        await EndAsync(program);
        return Truth.OfIo(Math.Max(0, 1 - (Figure(program, "rate ") / Figure(program, "rate-against "))));
    }

    /// <returns>What the tool said, and which share of its window the program spent on its operations.</returns>
    public async Task<(Verdict Verdict, double Steady)> LookAsync(Way way, double seconds)
    {
        var json = _folder.At("report.json");
        File.Delete(json);
        if (way is Way.LaunchProbe or Way.Launch)
        {
            await using var launched = TargetProcess.Start(new TargetSetup { Command = _tool.Launch(json, way == Way.LaunchProbe, [], Command(seconds)) });
            await EndAsync(launched);
            var launch = Verdict.Parse(await File.ReadAllTextAsync(json));
            return (launch, Math.Min(1, Figure(launched, "elapsed ") / launch.Window));
        }

        await using var process = await TargetProcess.StartAsync(new TargetSetup { Command = Command(seconds + Beyond) });
        return (await _tool.AttachAsync(process.Id, way, seconds, json), 1);
    }

    public async ValueTask DisposeAsync()
    {
        if (_storage is not null) await _storage.DisposeAsync();
        _folder.Dispose();
    }

    private IReadOnlyList<string> Command(double seconds) =>
        [Programs.Storage, _program, "--directory", _folder.MountPoint, "--seconds", seconds.ToString(CultureInfo.InvariantCulture)];

    private async Task PrepareAsync(string folder)
    {
        var result = await ToolRunner.RunAsync(Programs.Storage, _program, "--directory", folder, "--prepare", "true");
        if (result.ExitCode != 0) throw new InvalidOperationException($"prepare failed: {result}");
    }

    private static async Task EndAsync(TargetProcess process)
    {
        var exit = await process.WaitForExitAsync(_limit);
        if (exit != 0) throw new InvalidOperationException($"exit code {exit}: {string.Join(' ', process.Errors)}");
    }

    private static double Figure(TargetProcess process, string name) => double.Parse(
        process.Value(name) ?? throw new InvalidOperationException($"the program did not say its {name.Trim()}"), CultureInfo.InvariantCulture);
}
