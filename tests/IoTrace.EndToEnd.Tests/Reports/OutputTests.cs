using System.Text.Json.Nodes;
using IoTrace.EndToEnd.Tests.Recordings;
using IoTrace.EndToEnd.Tests.Support;

namespace IoTrace.EndToEnd.Tests.Reports;

public sealed class OutputTests(Recorded recorded) : IClassFixture<Recorded>
{
    /// <summary>ECMA-48, select graphic rendition.</summary>
    private const string Colour = @"\x1b\[[0-9;]*m";

    [Fact]
    public async Task The_json_report_satisfies_the_schema_that_the_tool_prints()
    {
        using var folder = new TempFolder();
        var schema = await Tool.RunAsync("report", "--schema");
        await File.WriteAllTextAsync(folder.At("schema.json"), schema.Output);

        Assert.Equal(0, schema.ExitCode);
        await Validator.AssertValidAsync(folder.At("schema.json"), recorded.Json);
    }

    [Fact]
    public Task The_stacks_satisfy_the_schema_of_speedscope() => Validator.AssertValidAsync(Validator.SpeedscopeSchema, recorded.Speedscope);

    [Fact]
    public async Task Json_on_standard_output_is_all_there_is_on_it()
    {
        var result = await Tool.RunAsync("report", recorded.Recording, "--json", "-");

        Assert.Equal(0, result.ExitCode);
        Assert.NotNull(JsonNode.Parse(result.Output));
    }

    [Fact]
    public async Task Json_of_an_attached_process_is_all_there_is_on_standard_output()
    {
        await InstalledTool.PathAsync();
        await using var target = await TargetProcess.StartAsync("thread-sleep", "--seconds", "60");
        var result = await Tool.RunAsync("attach", $"{target.Id}", "--duration", "1s", "--json", "-");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(target.Id, JsonNode.Parse(result.Output)!["target"]!["pid"]!.GetValue<int>());
        Assert.Contains("Profiling", result.Error);
    }

    [Fact]
    public async Task Quiet_says_nothing()
    {
        var result = await Tool.RunAsync("report", recorded.Recording, "--quiet");

        Assert.Equal(("", ""), (result.Output, result.Error));
    }

    [Theory]
    [InlineData("NO_COLOR", "1")]
    [InlineData("TERM", "dumb")]
    public async Task Without_colour_there_are_no_escapes(string name, string value)
    {
        var page = await OnATerminalAsync(new Dictionary<string, string?> { [name] = value });

        // Not every escape is a colour: the runtime itself sets the keypad's mode.
        Assert.DoesNotMatch(Colour, page);
    }

    [Fact]
    public async Task On_a_terminal_there_is_colour() =>
        Assert.Matches(Colour, await OnATerminalAsync(new Dictionary<string, string?> { ["NO_COLOR"] = null, ["TERM"] = "xterm-256color" }));

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public async Task The_page_keeps_to_the_width_of_the_terminal(int columns)
    {
        var result = await Tool.RunAsync(new ToolCommand("", "report", recorded.Recording)
        {
            Environment = new Dictionary<string, string?> { ["COLUMNS"] = $"{columns}" },
        });

        Assert.All(result.Lines, l => Assert.True(l.Length <= columns, l));
    }

    [Theory]
    [InlineData("/no/such/folder/out.iotrace")]
    [InlineData("/proc/out.iotrace")]
    public async Task An_output_that_cannot_be_written_is_said_before_the_work_is_done(string path)
    {
        using var folder = new TempFolder();
        var result = await Tool.RunAsync("launch", "-o", path, "--", "/bin/sh", "-c", $"touch '{folder.At("ran")}'");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(path, result.Error);
        Assert.False(File.Exists(folder.At("ran")));
    }

    /// <summary>What the tool shows to a person: script(1) gives it a terminal.</summary>
    private async Task<string> OnATerminalAsync(Dictionary<string, string?> environment)
    {
        var result = await ToolRunner.RunAsync(new ToolCommand(
            "script", "--quiet", "--return", "--command", $"'{await InstalledTool.PathAsync()}' report '{recorded.Recording}'", "/dev/null")
        { Environment = environment });
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.NotEqual("", result.Output);
        return result.Output;
    }
}
