using IoTrace.EndToEnd.Tests.Support;

namespace IoTrace.EndToEnd.Tests.Launching;

/// <summary>The packed tool, run once from a folder of packages.</summary>
public sealed class DnxTests
{
    [SkippableFact]
    public async Task Dnx_runs_it_from_a_folder_without_installing_it()
    {
        var packages = Repository.At(".packages");
        Skip.IfNot(Directory.Exists(packages) && Directory.EnumerateFiles(packages, "IoTrace.*.nupkg").Any(), "scripts/pack was not run");
        using var cache = new TempFolder();
        var result = await ToolRunner.RunAsync(new ToolCommand("dotnet", "dnx", "IoTrace@0.1.0", "--source", packages, "--yes", "--", "help", "attach")
        {
            Environment = new Dictionary<string, string?> { ["NUGET_PACKAGES"] = cache.Path },
            WorkingDirectory = cache.Path,
        });

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains("Usage: iotrace attach <pid or name> [options]", result.Output);
    }
}
