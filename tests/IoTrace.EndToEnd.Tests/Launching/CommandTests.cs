using IoTrace.EndToEnd.Tests.Support;

namespace IoTrace.EndToEnd.Tests.Launching;

/// <summary>All that ends in a .NET process can be launched.</summary>
public sealed class CommandTests
{
    [Fact]
    public async Task An_assembly_that_the_host_runs()
    {
        var report = await Tool.LaunchAsync("dotnet", TargetProcess.Executable + ".dll", "thread-sleep", "--seconds", "1");

        Assert.Equal("testtarget", report.Text("target", "name"));
        Assert.Equal(Environment.Version.Major, int.Parse(report.Text("target", "runtimeVersion")!.Split('.')[0]));
    }

    [Fact]
    public async Task A_command_that_gives_its_program_another_temporary_folder()
    {
        using var folder = new TempFolder();
        var report = await Tool.LaunchAsync("env", $"TMPDIR={folder.Path}", TargetProcess.Executable, "thread-sleep", "--seconds", "1");

        Assert.Equal("testtarget", report.Text("target", "name"));
    }

    [Fact]
    public async Task A_script_that_runs_one_program_after_the_other()
    {
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder.At("script"), $"""
            #!/bin/sh
            '{TargetProcess.Executable}' thread-sleep --seconds 0.3
            '{TargetProcess.Executable}' cpu-loop --seconds 2
            exit 4
            """);
        File.SetUnixFileMode(folder.At("script"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var result = await Tool.RunAsync("launch", "--quiet", "--include-arguments", "--json", folder.At("json"), "--", folder.At("script"));

        Assert.Equal(4, result.ExitCode);
        // What the command is about is the program that does the work.
        var report = Report.Parse(await File.ReadAllTextAsync(folder.At("json")), result);
        Assert.Contains("cpu-loop", report.Text("target", "commandLine"));
        Assert.Contains("does the work", report.Json["quality"]!["notes"]!.ToJsonString());
    }

    [Fact]
    public async Task A_program_that_starts_others_of_its_kind_does_not_hang_and_each_is_reported_when_asked()
    {
        var report = await Tool.LaunchAsync(["--children", "--include-arguments"], [TargetProcess.Executable, "children", "thread-sleep", "delay", "--seconds", "2"]);

        var children = report.Json["children"]!.AsArray().Select(c => c!["target"]!["commandLine"]!.GetValue<string>()).ToList();
        var all = children.Append(report.Text("target", "commandLine")!).ToList();
        Assert.Equal(3, all.Count);
        Assert.Contains(all, c => c.Contains(" children "));
        Assert.Contains(all, c => c.Contains(" thread-sleep "));
        Assert.Contains(all, c => c.Contains(" delay "));
    }

    [Fact]
    public async Task Without_being_asked_only_the_program_that_does_the_work_is_reported()
    {
        var report = await Tool.LaunchAsync(["--include-arguments"], [TargetProcess.Executable, "children", "thread-sleep", "cpu-loop", "--seconds", "2"]);

        Assert.Null(report.Json["children"]);
        Assert.Contains(" cpu-loop ", report.Text("target", "commandLine"));
    }

    [Fact]
    public async Task A_program_runs_on_when_the_profiling_is_over()
    {
        using var folder = new TempFolder();
        var result = await Tool.RunAsync(
            "launch", "--duration", "1s", "--quiet", "--json", folder.At("json"), "--", TargetProcess.Executable, "thread-sleep", "--seconds", "2.5");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains(result.Lines, l => l.StartsWith("operations ", StringComparison.Ordinal));
        var report = Report.Parse(await File.ReadAllTextAsync(folder.At("json")), result);
        Assert.InRange(report.Json["window"]!["durationSeconds"]!.GetValue<double>(), 0.5, 2);
    }

    [Fact]
    public async Task A_project_that_is_built_first()
    {
        using var folder = new TempFolder();
        await SmallProject.WriteAsync(folder.Path, "net10.0");
        var result = await Tool.RunAsync(
            new ToolCommand("", "launch", "--quiet", "--json", folder.At("report.json"), "--", "dotnet", "run", "-c", "Release", "-p:UseAppHost=true")
            { WorkingDirectory = folder.Path });

        Assert.True(result.ExitCode == 7, result.ToString());
        var report = Report.Parse(await File.ReadAllTextAsync(folder.At("report.json")), result);
        // Not the SDK that builds it, however long that takes.
        Assert.Equal(SmallProject.Name, report.Text("target", "name"));
    }
}
