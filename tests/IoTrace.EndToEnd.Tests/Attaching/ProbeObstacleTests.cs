using System.Text.Json.Nodes;
using IoTrace.EndToEnd.Tests.Support;

namespace IoTrace.EndToEnd.Tests.Attaching;

/// <summary>Where the probe cannot work the report says why, and everything else goes on.</summary>
public sealed class ProbeObstacleTests
{
    [Fact]
    public async Task A_program_whose_startup_hooks_are_disabled_is_reported_without_the_probe()
    {
        using var folder = new TempFolder();
        var configuration = WithoutStartupHooks(folder);
        var report = await Tool.LaunchAsync(["--probe"],
            ["dotnet", "exec", "--runtimeconfig", configuration, $"{TargetProcess.Executable}.dll", "fsync", "--seconds", "2", "--directory", folder.Path]);

        var probe = Assert.Single(report.Json["quality"]!["collectors"]!.AsArray(), c => c!["name"]!.GetValue<string>() == "probe")!;
        Assert.Equal("unavailable", probe["status"]!.GetValue<string>());
        Assert.Contains("startup hooks", probe["reason"]!.GetValue<string>());
        Assert.NotEqual("unknown", report.Bound);
        Assert.All(report.Files, f => Assert.False(f!["exact"]!.GetValue<bool>()));
    }

    /// <summary>What publishing with StartupHookSupport=false writes.</summary>
    private static string WithoutStartupHooks(TempFolder folder)
    {
        var json = JsonNode.Parse(File.ReadAllText($"{TargetProcess.Executable}.runtimeconfig.json"))!;
        var options = json["runtimeOptions"]!.AsObject();
        options["configProperties"] ??= new JsonObject();
        options["configProperties"]!["System.StartupHookProvider.IsSupported"] = false;
        var path = folder.At("off.runtimeconfig.json");
        File.WriteAllText(path, json.ToJsonString());
        return path;
    }
}
