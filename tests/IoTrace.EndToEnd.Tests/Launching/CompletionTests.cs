using System.Text.RegularExpressions;

using IoTrace.EndToEnd.Tests.Support;

namespace IoTrace.EndToEnd.Tests.Launching;

/// <summary>Completion in real shells at a terminal: what is typed, Tab, and what the shell made of it.</summary>
public sealed class CompletionTests
{
    private const string Tab = "\\t";

    /// <summary>To the beginning of the line, where an echo in front of it shows the line instead of running it.</summary>
    private const string Show = "\\001echo \\n";

    [SkippableTheory]
    [InlineData("bash", "bash --noprofile --norc -i")]
    [InlineData("zsh", "zsh -f -i")]
    public async Task The_shell_completes_what_is_begun(string shell, string start)
    {
        Skip.If((await ToolRunner.RunAsync("sh", "-c", $"command -v {shell}")).ExitCode != 0, $"{shell} is not installed");
        await using var target = await TargetProcess.StartAsync("thread-sleep", "--seconds", "60");
        var folder = Path.GetDirectoryName(await InstalledTool.PathAsync());
        var typed = string.Join("; sleep 2; ", new[]
        {
            $"source <(iotrace completion {shell})\\n",
            $"iotrace workload run fsync-{Tab}", Show,
            $"iotrace attach testtar{Tab}", Show,
            $"iotrace attach 1 --fail-on thread-pool-{Tab}", Show,
            "exit\\n",
        }.Select(text => $"printf '{text}'"));
        var result = await ToolRunner.RunAsync(new ToolCommand("/bin/sh", "-c", $"(sleep 1; {typed}; sleep 1) | script -qec '{start}' /dev/null")
        {
            Environment = new Dictionary<string, string?> { ["PATH"] = $"{folder}:{Environment.GetEnvironmentVariable("PATH")}", ["TERM"] = "xterm" },
            Timeout = TimeSpan.FromSeconds(50),
        });

        var lines = Regex.Replace(result.Output, "\x1b\\[[0-9;?]*[A-Za-z]", "").Split('\n', '\r');
        Assert.Contains(lines, line => line.StartsWith("iotrace workload run fsync-log", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("iotrace attach testtarget", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("iotrace attach 1 --fail-on thread-pool-starvation", StringComparison.Ordinal));
    }
}
