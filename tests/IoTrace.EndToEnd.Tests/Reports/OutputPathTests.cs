using System.Text.Json.Nodes;

using IoTrace.EndToEnd.Tests.Recordings;
using IoTrace.EndToEnd.Tests.Support;

namespace IoTrace.EndToEnd.Tests.Reports;

/// <summary>Output paths that are no plain files.</summary>
public sealed class OutputPathTests(Recorded recorded) : IClassFixture<Recorded>
{
    [Theory]
    [InlineData("-o")]
    [InlineData("--json")]
    [InlineData("--speedscope")]
    public async Task The_null_device_stays_a_device(string option)
    {
        var result = await Tool.RunAsync("launch", "--quiet", option, "/dev/null", "--", TargetProcess.Executable, "cpu-loop", "--seconds", "1");

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal("character special file", ToolRunner.Run("stat", "-c", "%F", "/dev/null").Output.Trim());
    }

    [Fact]
    public void Results_are_for_their_user_alone()
    {
        foreach (var file in (string[])[recorded.Recording, recorded.Json, recorded.Markdown, recorded.Speedscope])
            Assert.Equal("600", ToolRunner.Run("stat", "-c", "%a", file).Output.Trim());
    }

    [Fact]
    public async Task A_link_is_refused_before_the_work_is_done()
    {
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder.At("theirs"), "theirs");
        File.CreateSymbolicLink(folder.At("out"), folder.At("theirs"));
        var result = await Tool.RunAsync("launch", "-o", folder.At("out"), "--", "/bin/sh", "-c", $"touch '{folder.At("ran")}'");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(folder.At("theirs"), result.Error);
        Assert.False(File.Exists(folder.At("ran")));
        Assert.Equal("theirs", await File.ReadAllTextAsync(folder.At("theirs")));
    }

    [Fact]
    public async Task A_pipe_delivers_the_report_to_its_reader()
    {
        using var folder = new TempFolder();
        ToolRunner.Run("mkfifo", folder.At("pipe"));
        var reading = ToolRunner.RunAsync("cat", folder.At("pipe"));
        var result = await Tool.RunAsync("report", recorded.Recording, "--quiet", "--json", folder.At("pipe"));

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.NotNull(JsonNode.Parse((await reading).Output));
    }

    [Theory]
    [InlineData("/dev/stdout")]
    [InlineData("/dev/fd/1")]
    public async Task Standard_output_by_its_path(string path)
    {
        var result = await Tool.RunAsync("report", recorded.Recording, "--quiet", "--json", path);

        Assert.NotNull(JsonNode.Parse(result.Output));
    }

    [Fact]
    public async Task A_full_device_is_an_error()
    {
        var result = await Tool.RunAsync("report", recorded.Recording, "--json", "/dev/full");

        Assert.Equal(125, result.ExitCode);
        Assert.Contains("No space left", result.Error);
        Assert.NotEqual("", result.Output);
    }

    [Fact]
    public async Task A_check_writes_through_no_link_of_a_name_that_can_be_guessed()
    {
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder.At("theirs"), "theirs");
        // The process keeps its id when the shell becomes the tool.
        var result = await ToolRunner.RunAsync(new ToolCommand("sh", "-c", "ln -s theirs $TMPDIR/iotrace-check-$$ && exec \"$0\" check", await InstalledTool.PathAsync())
        { Environment = new Dictionary<string, string?> { ["TMPDIR"] = folder.Path } });

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal("theirs", await File.ReadAllTextAsync(folder.At("theirs")));
        Assert.Equal(2, Directory.GetFileSystemEntries(folder.Path).Length);
    }
}
