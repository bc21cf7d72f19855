using System.Globalization;
using IoTrace.Accuracy.Running;

namespace IoTrace.Accuracy.Trials;

/// <summary>Has the tool look at the program of a stage.</summary>
internal sealed class Observation(string toolPath)
{
    /// <summary>A program that is attached to lives longer than it is looked at.</summary>
    private const double Beyond = 30;

    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(75);
    private readonly Tool _tool = new(toolPath, _limit);

    /// <returns>What the tool said, and which share of its window the program spent on its operations; a launch has a start, too.</returns>
    public async Task<(Verdict Verdict, double Steady)> LookAsync(TrialStage stage, Way way, double seconds)
    {
        using var folder = new TempFolder();
        var json = folder.At("report.json");
        if (way is Way.LaunchProbe or Way.Launch)
        {
            await using var launched = TargetProcess.Start(new TargetSetup { Command = _tool.Launch(json, way == Way.LaunchProbe, [], stage.Command(seconds)) });
            var exit = await launched.WaitForExitAsync(_limit);
            if (exit != 0) throw new InvalidOperationException($"exit code {exit}: {string.Join(' ', launched.Errors)}");
            var launch = Verdict.Parse(await File.ReadAllTextAsync(json));
            var steady = launched.Value("elapsed ") is { } text ? double.Parse(text, CultureInfo.InvariantCulture) : seconds;
            return (launch, Math.Min(1, steady / launch.Window));
        }

        await using var process = await TargetProcess.StartAsync(new TargetSetup { Command = stage.Command(seconds + Beyond) });
        return (await _tool.AttachAsync(process.Id, way, seconds, json), 1);
    }
}
