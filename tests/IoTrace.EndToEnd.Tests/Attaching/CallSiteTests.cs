using System.Text.Json.Nodes;
using IoTrace.EndToEnd.Tests.Support;

namespace IoTrace.EndToEnd.Tests.Attaching;

/// <summary>A file's time goes to the user's code that waits for it, also where the pool does the work.</summary>
[Collection(Alone.Name)]
public sealed class CallSiteTests
{
    [Fact]
    public async Task Work_of_the_pool_for_asynchronous_reads_belongs_to_the_code_that_awaits_them()
    {
        using var folder = new TempFolder();
        var report = await Tool.LaunchAsync([TargetProcess.Executable, "warm-read", "--async", "--size-mb", "16", "--seconds", "3", "--directory", folder.Path]);

        var pool = report.Json["callSites"]!.AsArray().First(s => s!["state"]!.GetValue<string>() is "cpuKernel")!;
        Assert.Contains(Frames(pool), f => f.Contains("Catalog.LookupAsync", StringComparison.Ordinal));
        Assert.Contains(Frames(pool), f => f.Contains("ColdRead.ReadAllAsync", StringComparison.Ordinal));
    }

    /// <summary>With the probe, which tells slow operations one by one: without it, four bursts see too few of 200 reads a second to be sure.</summary>
    [DiskThrottleFact]
    public async Task Waits_of_the_pool_for_asynchronous_reads_do_too()
    {
        using var folder = new TempFolder();
        using var throttle = DiskThrottle.Under(folder.Path, new DiskLimits { ReadsPerSecond = 200 });
        string[] arguments = ["cold-read", "--async", "--size-mb", "32", "--directory", folder.Path];
        await ToolRunner.RunAsync(TargetProcess.Executable, ["prepare", .. arguments]);
        var report = await Tool.LaunchAsync(["--probe"], ControlGroup.Enter([throttle], [TargetProcess.Executable, .. arguments, "--seconds", "4"]));

        Assert.Contains(LongestSite(report, folder.At("catalog.bin"), "fileRead"), f => f.Contains("Catalog.LookupAsync", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_CopyToAsync_does_belongs_to_the_code_that_called_it()
    {
        using var folder = new TempFolder();
        var report = await Tool.LaunchAsync([TargetProcess.Executable, "async-copy", "--seconds", "3", "--directory", folder.Path]);

        var names = report.Files.Select(f => f!["path"]!.GetValue<string>()).ToList();
        Assert.Contains("Archive.StoreAsync", LongestSite(report, names.Single(n => n.EndsWith("archive-source.bin", StringComparison.Ordinal)), "fileRead")[0]);
        Assert.Contains("Archive.StoreAsync", LongestSite(report, names.Single(n => n.EndsWith("archive-target.bin", StringComparison.Ordinal)), "fileWrite")[0]);
    }

    [Fact]
    public async Task Slow_operations_give_all_of_their_time_to_the_code_that_does_them()
    {
        var report = await Tool.LaunchAsync([TargetProcess.Executable, "pipe-read", "--seconds", "3"]);

        var pipe = Assert.Single(report.Files, f => f!["path"]!.GetValue<string>() == "(pipe)")!;
        Assert.True(pipe["exact"]!.GetValue<bool>());
        // Not its reader, which the compiler may put into it.
        Assert.Contains(LongestSite(report, "(pipe)", "pipe"), f => f.Contains("PipeRead.Start", StringComparison.Ordinal));
        // Each line is waited for some 20 ms; told one by one, they divide the exact time and not a part that was sampled.
        var sites = pipe["callSites"]!.AsArray().Sum(s => s!["seconds"]!.GetValue<double>());
        Assert.Equal(pipe["waitSeconds"]!.GetValue<double>(), sites, 1e-6);
    }

    [Theory]
    [InlineData("pipe-read", true)]
    // The probe does not count writes of this kind, and the looks at the threads do.
    [InlineData("pipe-write", false)]
    public async Task A_pipe_is_one_row_whoever_saw_it(string mode, bool exact)
    {
        var report = await Tool.LaunchAsync(["--probe"], [TargetProcess.Executable, mode, "--seconds", "3"]);

        var pipe = Assert.Single(report.Files, f => f!["path"]!.GetValue<string>().Contains("pipe", StringComparison.Ordinal))!;
        Assert.Equal("(pipe)", pipe["path"]!.GetValue<string>());
        Assert.Equal(exact, pipe["exact"]!.GetValue<bool>());
        // It does nothing else for 3 s; on a busy machine it takes a while to begin with it.
        Assert.InRange(pipe["waitSeconds"]!.GetValue<double>(), 2, 4);
        Assert.True(pipe["waitShare"]!.GetValue<double>() > 0.9, pipe.ToJsonString());
    }

    private static string[] LongestSite(Report report, string path, string state)
    {
        var file = Assert.Single(report.Files, f => f!["path"]!.GetValue<string>() == path)!;
        var sites = file["callSites"]!.AsArray().Where(s => s!["state"]!.GetValue<string>() == state).ToList();
        Assert.True(sites.Count > 0, file.ToJsonString());
        return Frames(sites[0]!);
    }

    private static string[] Frames(JsonNode site) => [.. site["frames"]!.AsArray().Select(f => f!.GetValue<string>())];
}
