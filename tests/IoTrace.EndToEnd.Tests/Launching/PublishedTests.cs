using IoTrace.EndToEnd.Tests.Support;

namespace IoTrace.EndToEnd.Tests.Launching;

/// <summary>Programs that bring their runtime along, of every version that is supported.</summary>
public sealed class PublishedTests
{
    [PublishTheory]
    [InlineData("net8.0", false)]
    [InlineData("net9.0", true)]
    public async Task A_self_contained_program_is_profiled(string framework, bool singleFile)
    {
        await InstalledTool.PathAsync();
        using var folder = new TempFolder();
        await SmallProject.WriteAsync(folder.Path, framework);
        var published = await ToolRunner.RunAsync(new ToolCommand(
            "dotnet", "publish", "-c", "Release", "-r", SmallProject.Platform, "--self-contained", $"-p:PublishSingleFile={singleFile}", "-o", "out")
        { WorkingDirectory = folder.Path, Timeout = TimeSpan.FromMinutes(3) });
        Assert.True(published.ExitCode == 0, published.ToString());
        var result = await Tool.RunAsync("launch", "--quiet", "--json", folder.At("json"), "--", folder.At($"out/{SmallProject.Name}"));

        Assert.True(result.ExitCode == 7, result.ToString());
        var report = Report.Parse(await File.ReadAllTextAsync(folder.At("json")), result);
        Assert.Equal(SmallProject.Name, report.Text("target", "name"));
        Assert.True(report.Bound == "cpu" || report.WallClock("runnable") > 0.15, report.ToString());
        // A single file holds its runtime inside, where nobody sees its version.
        if (!singleFile) Assert.StartsWith(framework[3..], report.Text("target", "runtimeVersion"));
    }
}
