using IoTrace.EndToEnd.Tests.Support;

namespace IoTrace.EndToEnd.Tests.Launching;

public sealed class ExitCodeTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(255)]
    public async Task The_exit_code_of_the_command_passes_through(int code)
    {
        var result = await Tool.RunAsync("launch", "--", TargetProcess.Executable, "exit-code", $"{code}");

        Assert.Equal(code, result.ExitCode);
    }

    [Theory]
    [InlineData("abort")]
    [InlineData("throw")]
    public async Task A_signal_that_ended_the_command_shows_as_128_and_its_number(string mode)
    {
        var result = await Tool.RunAsync("launch", "--", TargetProcess.Executable, mode);

        Assert.Equal(134, result.ExitCode);
    }

    [Fact]
    public async Task The_exit_code_stands_in_the_report()
    {
        using var folder = new TempFolder();
        var result = await Tool.RunAsync("launch", "--quiet", "--json", folder.At("json"), "--", TargetProcess.Executable, "exit-code", "3");

        Assert.Equal(3, result.ExitCode);
        Assert.Equal(3, Report.Parse(await File.ReadAllTextAsync(folder.At("json"))).Json["target"]!["exitCode"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_program_that_ends_at_once_gets_the_verdict_unknown_or_a_reason()
    {
        using var folder = new TempFolder();
        // Neighbours that keep it from starting are a verdict that one can be sure of.
        await QuietMachine.WaitAsync(TimeSpan.FromSeconds(10));
        var result = await Tool.RunAsync("launch", "--quiet", "--json", folder.At("json"), "--", TargetProcess.Executable, "exit-at-once");

        Assert.Equal(0, result.ExitCode);
        var report = Report.Parse(await File.ReadAllTextAsync(folder.At("json")), result);
        // A tenth of a second of start-up is not much to go by.
        Assert.True(report.Bound == "unknown" || report.Confidence < 0.9, report.ToString());
    }

    [Fact]
    public async Task A_command_that_is_not_there_is_127()
    {
        var result = await Tool.RunAsync("launch", "--", "no-such-command-anywhere");

        Assert.Equal(127, result.ExitCode);
        Assert.Contains("There is no command 'no-such-command-anywhere'", result.Error);
    }

    [Fact]
    public async Task A_file_that_is_not_executable_is_126()
    {
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder.At("notes.txt"), "no program");
        var result = await Tool.RunAsync("launch", "--", folder.At("notes.txt"));

        Assert.Equal(126, result.ExitCode);
        Assert.Contains("not executable", result.Error);
    }

    [Fact]
    public async Task A_folder_is_126()
    {
        var result = await Tool.RunAsync("launch", "--", "/tmp");

        Assert.Equal(126, result.ExitCode);
        Assert.Contains("folder", result.Error);
    }

    [Fact]
    public async Task An_executable_file_in_no_known_format_is_126()
    {
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder.At("program"), "\u007fELF and nothing more");
        File.SetUnixFileMode(folder.At("program"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var result = await Tool.RunAsync("launch", "--", folder.At("program"));

        Assert.Equal(126, result.ExitCode);
        Assert.Contains("cannot be run", result.Error);
    }

    [Fact]
    public async Task A_command_without_a_dotnet_process_that_fails_keeps_its_own_code()
    {
        var result = await Tool.RunAsync("launch", "--", "/bin/sh", "-c", "echo hello; exit 5");

        Assert.Equal(5, result.ExitCode);
        Assert.Equal("hello\n", result.Output);
        Assert.Contains("no .NET process was seen", result.Error);
    }

    [Fact]
    public async Task A_command_without_a_dotnet_process_is_125_with_what_to_do()
    {
        var result = await Tool.RunAsync("launch", "--", "/bin/echo", "hello");

        Assert.Equal(125, result.ExitCode);
        Assert.Equal("hello\n", result.Output);
        Assert.Contains("no .NET process was seen", result.Error);
    }

    [Fact]
    public async Task A_duration_that_ends_before_there_is_a_dotnet_process_is_124_and_later_ones_are_let_go()
    {
        var result = await Tool.RunAsync(
            "launch", "--duration", "1s", "--", "/bin/sh", "-c", $"sleep 3; '{TargetProcess.Executable}' exit-code 7; echo $?");

        Assert.Equal(124, result.ExitCode);
        Assert.Contains("No .NET process was seen", result.Error);
        Assert.Equal("7\n", result.Output);
    }

    [Fact]
    public async Task A_program_with_its_diagnostics_disabled_runs_to_its_end_and_is_125()
    {
        var result = await Tool.RunAsync(
            new ToolCommand("", "launch", "--", TargetProcess.Executable, "echo-args", "ran")
            { Environment = new Dictionary<string, string?> { ["DOTNET_EnableDiagnostics"] = "0" } });

        Assert.Equal(125, result.ExitCode);
        Assert.Equal("ran\n", result.Output);
        Assert.Contains("DOTNET_EnableDiagnostics", result.Error);
    }

    [Fact]
    public async Task No_command_is_wrong_usage()
    {
        var result = await Tool.RunAsync("launch");

        Assert.Equal(2, result.ExitCode);
    }
}
