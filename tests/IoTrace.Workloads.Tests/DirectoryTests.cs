using System.Diagnostics;
using System.Text.Json;

using IoTrace.Testing;

namespace IoTrace.Workloads.Tests;

/// <summary>The built tool in a folder that goes away, may not be written to, or is full.</summary>
public sealed class DirectoryTests : IDisposable
{
    private const int Failed = 125;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("--bare")]
    [InlineData("--quiet")]
    public async Task A_run_whose_folder_vanishes_says_so_and_leaves_nothing(string option)
    {
        var work = Directory.CreateDirectory(folder.At("work")).FullName;
        var running = BuiltTool.RunAsync("run", "copy-sync", "--size", "1MiB", "--duration", "5m", "--directory", work, option);
        await UntilAsync(() => Directory.EnumerateFiles(work, "target.bin", SearchOption.AllDirectories).Any());
        await RemoveAsync(work, running);
        var result = await running.WaitAsync(Limit);

        Assert.Equal(Failed, result.ExitCode);
        Assert.Contains("was removed meanwhile", result.Error);
        Assert.False(Directory.Exists(work));
    }

    [Fact]
    public async Task A_comparison_whose_folder_vanishes_reports_what_was_measured_before()
    {
        var (work, marker, json) = (Directory.CreateDirectory(folder.At("work")).FullName, folder.At("marker"), folder.At("result.json"));
        var running = BuiltTool.RunAsync(
            "compare", "copy-sync", "--command", $"echo >>'{marker}'", "--size", "1MiB", "--duration", "20ms", "--runs", "500", "--warm-up", "0", "--no-verdict", "--directory", work, "--json", json);
        await UntilAsync(() => File.Exists(marker) && new FileInfo(marker).Length >= 4);
        await RemoveAsync(work, running);
        var result = await running.WaitAsync(Limit);

        Assert.Equal(Failed, result.ExitCode);
        Assert.Contains("was removed meanwhile", result.Error);
        Assert.Contains("before it was stopped", result.Output);
        using var report = JsonDocument.Parse(await File.ReadAllBytesAsync(json));
        Assert.True(report.RootElement.GetProperty("interrupted").GetBoolean());
        Assert.InRange(report.RootElement.GetProperty("series").EnumerateArray().Sum(s => s.GetProperty("runs").GetArrayLength()), 4, 999);
    }

    [RootFact]
    public async Task A_folder_that_another_user_may_not_write_to_is_a_usage_error()
    {
        // That user may not be able to enter the folder of these tests.
        await ToolRunner.RunAsync("cp", "-r", Path.GetDirectoryName(BuiltTool.Path)!, folder.At("tool"));
        var work = Directory.CreateDirectory(folder.At("work")).FullName;
        await ToolRunner.RunAsync("chmod", "-R", "a+rx", folder.Path);
        foreach (var arguments in (string[][])[["run", "copy-sync", "--bare"], ["run", "fsync-log"], ["compare", "copy-sync", "fsync-log"]])
        {
            var result = await ToolRunner.RunAsync(
                "setpriv", ["--reuid=65534", "--regid=65534", "--clear-groups", "env", "HOME=/nonexistent", folder.At("tool/iotrace"), "workload", .. arguments, "--directory", work]);

            Assert.Equal(2, result.ExitCode);
            Assert.Contains($"Cannot work in '{work}'", Assert.Single(result.Error.TrimEnd('\n').Split('\n')));
            Assert.Empty(Directory.GetFileSystemEntries(work));
        }
    }

    [Theory]
    [InlineData("run", "copy-sync", "--bare")]
    [InlineData("run", "copy-sync", "--quiet")]
    [InlineData("compare", "copy-sync", "copy-async")]
    public async Task A_temporary_folder_that_is_not_there_is_one_message_and_leaves_nothing(params string[] arguments)
    {
        var work = Directory.CreateDirectory(folder.At("work")).FullName;
        var result = await ToolRunner.RunAsync("env", ["TMPDIR=/no/such/folder", BuiltTool.Path, "workload", .. arguments, "--directory", work]);

        Assert.Equal(Failed, result.ExitCode);
        Assert.Contains("No temporary folder can be made in '/no/such/folder", Assert.Single(result.Error.TrimEnd('\n').Split('\n')));
        Assert.Empty(Directory.GetFileSystemEntries(work));
    }

    [SmallDiskTheory]
    [InlineData("tmpfs", "copy-mmap", "--bare")]
    [InlineData("ext2", "copy-mmap", "--bare")]
    [InlineData("ext2", "copy-mmap", "--quiet")]
    [InlineData("tmpfs", "copy-sync", "--bare")]
    public async Task A_copy_onto_a_disk_that_fills_up_is_an_error_and_leaves_nothing(string format, string workload, string option)
    {
        using var disk = new SmallDisk(format);
        var running = BuiltTool.RunAsync("run", workload, "--size", "10MiB", "--duration", "5m", "--directory", disk.Path, option);
        await UntilAsync(() => Directory.EnumerateFiles(disk.Path, "target.bin", SearchOption.AllDirectories).Any());
        await disk.FillAsync(() => running.IsCompleted);
        var result = await running.WaitAsync(Limit);

        Assert.Equal(Failed, result.ExitCode);
        Assert.Contains("No space left", result.Error);
        Assert.Empty(Directory.GetDirectories(disk.Path, "iotrace*"));
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        for (var start = Stopwatch.GetTimestamp(); !condition(); await Task.Delay(10))
            Assert.True(Stopwatch.GetElapsedTime(start) < Limit, "the workload does not begin");
    }

    /// <summary>Removes a folder into which somebody writes.</summary>
    private static async Task RemoveAsync(string path, Task<ToolResult> running)
    {
        for (var start = Stopwatch.GetTimestamp(); Directory.Exists(path) && Stopwatch.GetElapsedTime(start) < Limit; await Task.Delay(1))
        {
            try
            {
                Directory.Delete(path, recursive: true);
            }
            catch (IOException) when (!running.IsCompleted)
            {
                // A file came into it meanwhile.
            }
        }
    }
}
