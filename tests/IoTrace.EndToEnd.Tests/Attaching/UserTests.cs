using IoTrace.EndToEnd.Tests.Support;

namespace IoTrace.EndToEnd.Tests.Attaching;

/// <summary>No root is needed for what is one's own, and nothing is possible with what is not.</summary>
public sealed class UserTests
{
    [RootFact]
    public async Task A_process_of_another_user_needs_that_user_or_root()
    {
        using var user = await AnotherUser.MakeAsync();
        await using var target = await TargetProcess.StartAsync("thread-sleep", "--seconds", "60");
        var result = await user.RunToolAsync("attach", $"{target.Id}", "--duration", "1s");

        Assert.True(result.ExitCode is 2 or 125, result.ToString());
        Assert.Contains("root", result.Error);
        Assert.False(target.HasExited);
    }

    [RootFact]
    public async Task Users_can_attach_to_their_own_processes()
    {
        using var user = await AnotherUser.MakeAsync();
        await using var target = await TargetProcess.StartAsync(new TargetSetup("thread-sleep", "--seconds", "60") { Command = user.Target });
        var result = await user.RunToolAsync("attach", $"{target.Id}", "--duration", "3s", "--json", "-");

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal("neither", Report.Parse(result.Output, result).Bound);
    }

    [RootFact]
    public async Task Users_can_launch()
    {
        using var user = await AnotherUser.MakeAsync();
        var result = await user.RunToolAsync("launch", "--json", "-", "--quiet", "--", user.TargetPath, "exit-code", "0");

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal("testtarget", Report.Parse(result.Output, result).Text("target", "name"));
    }

    [RootFact]
    public async Task Root_can_attach_to_the_processes_of_others()
    {
        using var user = await AnotherUser.MakeAsync();
        await using var target = await TargetProcess.StartAsync(new TargetSetup("thread-sleep", "--seconds", "60") { Command = user.Target });

        Assert.Equal("neither", (await Tool.AttachAsync(target.Id, "3s")).Bound);
    }

    [RootFact]
    public async Task What_the_kernel_hides_of_a_process_the_probe_tells_from_within()
    {
        using var user = await AnotherUser.MakeAsync();
        using var folder = new TempFolder();
        await ToolRunner.RunAsync("chmod", "a+rwx", folder.Path);
        await using var target = await TargetProcess.StartAsync(
            new TargetSetup("fsync", "--undumpable", "--directory", folder.Path, "--seconds", "60") { Command = user.Target });
        var result = await user.RunToolAsync("attach", $"{target.Id}", "--duration", "3s", "--probe", "--json", "-");

        Assert.True(result.ExitCode == 0, result.ToString());
        var report = Report.Parse(result.Output, result);
        Assert.Equal("degraded", report.Json["quality"]!["collectors"]!.AsArray().Single(c => c!["name"]!.GetValue<string>() == "procfs")!["status"]!.GetValue<string>());
        // Beside it there is only what it is kept waiting for by others, on a busy machine: nothing is unknown, nothing a lock.
        var times = report.Json["threadTime"]!.AsObject().ToDictionary(t => t.Key, t => t.Value!.GetValue<double>());
        Assert.True(times.GetValueOrDefault("fileSync") > 0.1, report.ToString());
        Assert.Equal("fileSync", times.Where(t => t.Key is not ("runnable" or "cpuKernel" or "cpuUser" or "jit")).MaxBy(t => t.Value).Key);
    }
}
