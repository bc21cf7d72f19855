using System.Globalization;
using IoTrace.EndToEnd.Tests.Support;

namespace IoTrace.EndToEnd.Tests.Attaching;

/// <summary>Time goes to the right file.</summary>
[Collection(Alone.Name)]
public sealed class FileTimeTests
{
    [DiskThrottleTheory]
    [InlineData("--no-probe", false)]
    [InlineData("--probe", true)]
    public async Task The_shares_of_two_files_are_those_that_the_program_measures_itself(string option, bool exact)
    {
        await InstalledTool.PathAsync();
        using var folder = new TempFolder();
        using var throttle = DiskThrottle.Under(folder.Path, new DiskLimits { ReadsPerSecond = 200 });
        string[] arguments = ["two-file-read", "--size-mb", "32", "--directory", folder.Path];
        await ToolRunner.RunAsync(TargetProcess.Executable, ["prepare", .. arguments]);
        using var json = new TempFolder();
        var result = await Tool.RunAsync(
            ["launch", option, "--quiet", "--json", json.At("json"), "--", .. ControlGroup.Enter([throttle], [TargetProcess.Executable, .. arguments, "--seconds", "5"])]);

        var report = Report.Parse(await File.ReadAllTextAsync(json.At("json")), result);
        var measured = result.Lines.Where(l => l.StartsWith("file-seconds ", StringComparison.Ordinal)).Select(l => l.Split(' ', 3))
            .ToDictionary(l => l[2], l => double.Parse(l[1], CultureInfo.InvariantCulture));
        Assert.Equal(2, measured.Count);
        foreach (var (path, seconds) in measured)
        {
            var file = Assert.Single(report.Files, f => f!["path"]!.GetValue<string>() == path)!;
            Assert.Equal(exact, file["exact"]!.GetValue<bool>());
            Assert.InRange(file["waitShare"]!.GetValue<double>() - (seconds / measured.Values.Sum()), -0.1, 0.1);
            // The program's watch has its reads alone; dropping the file from the cache first waits as well.
            var wait = file["byState"]!["fileRead"]!.GetValue<double>();
            // On a busy machine the first second may go by before all collectors are there.
            Assert.InRange(wait, 0.6 * seconds, 1.2 * seconds);
            // An estimate comes with its interval.
            if (!exact) Assert.InRange(file["waitSeconds"]!.GetValue<double>(), file["waitSecondsLow"]!.GetValue<double>(), file["waitSecondsHigh"]!.GetValue<double>());
        }
    }
}
