namespace IoTrace.Testing.Tests;

public sealed class TargetProcessTests
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_mode_says_its_process_id_and_in_the_end_its_operations()
    {
        await using var target = await TargetProcess.StartAsync("thread-sleep", "--seconds", "0.2");

        Assert.Equal($"ready {target.Id}", target.Lines[0]);
        Assert.Null(target.Operations);
        Assert.Equal(0, await target.WaitForExitAsync(_limit));
        Assert.True(target.Operations > 0);
    }

    [Fact]
    public async Task Disposing_ends_the_process_and_removes_its_files()
    {
        var target = await TargetProcess.StartAsync("fsync", "--seconds", "60");
        var (id, folder) = (target.Id, Path.Combine(Path.GetTempPath(), $"testtarget-{target.Id}"));
        Assert.True(Directory.Exists(folder));
        await target.DisposeAsync();

        Assert.False(Directory.Exists($"/proc/{id}"));
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task A_target_that_never_gets_ready_is_an_error_with_what_it_wrote()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => TargetProcess.StartAsync("throw"));

        Assert.Contains("the throw mode was asked for", error.Message);
    }

    [Fact]
    public async Task An_unknown_mode_exits_with_2_and_lists_the_modes()
    {
        await using var target = TargetProcess.Start(new TargetSetup("no-such-mode"));

        Assert.Equal(2, await target.WaitForExitAsync(_limit));
        Assert.Contains(target.Errors, line => line.StartsWith("cold-read", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Lines_written_to_it_are_read()
    {
        await using var target = await TargetProcess.StartAsync("stdin-read", "--seconds", "60");
        for (var i = 0; i < 3; i++) await target.WriteLineAsync("line");
        target.EndInput();

        Assert.Equal(0, await target.WaitForExitAsync(_limit));
        Assert.Equal(3, target.Operations);
    }

    [Theory]
    [InlineData("TERM", "SIGTERM")]
    [InlineData("INT", "SIGINT")]
    [InlineData("HUP", "SIGHUP")]
    public async Task A_signal_is_reported(string signal, string reported)
    {
        await using var target = await TargetProcess.StartAsync("wait-signal", "--seconds", "60");
        await ToolRunner.RunAsync("kill", $"-{signal}", $"{target.Id}");

        Assert.Equal(3, await target.WaitForExitAsync(_limit));
        Assert.Equal(reported, target.Value("signal "));
    }

    [Fact]
    public async Task Arguments_pass_through_unchanged()
    {
        string[] arguments = ["--seconds", "no number", "", "--", "a b"];
        var result = await ToolRunner.RunAsync(TargetProcess.Executable, ["echo-args", .. arguments]);

        Assert.Equal(arguments, result.Lines);
    }

    [Theory]
    [InlineData("exit-code", 42)]
    [InlineData("exit-at-once", 0)]
    [InlineData("abort", 134)]
    [InlineData("throw", 134)]
    public async Task Ends_as_asked(string mode, int exitCode)
    {
        var result = await ToolRunner.RunAsync(TargetProcess.Executable, mode, "42");

        Assert.Equal(exitCode, result.ExitCode);
    }
}
