using IoTrace.Testing;

namespace IoTrace.Workloads.Tests;

/// <summary>What is wrong on the command line, with the built tool: one message that names it, and the exit code of a usage error.</summary>
public sealed class UsageTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("There is no workload 'no-such'", "run", "no-such")]
    [InlineData("Did you mean copy-sync or copy-async?", "run", "copy-snyc")]
    [InlineData("Did you mean cpu-hash?", "compare", "copy-sync", "hash")]
    [InlineData("copy-parallel would need 550,829,555,712 bytes", "run", "copy-parallel", "--buffer", "1GiB", "--concurrency", "512")]
    [InlineData("cpu-compress would need 1,100,585,369,600 bytes", "run", "cpu-compress", "--buffer", "1GiB", "--concurrency", "512")]
    [InlineData("random-read would need 550,829,555,712 bytes", "compare", "copy-sync", "random-read:buffer=1GiB,concurrency=512")]
    [InlineData("size cannot be '0'", "run", "copy-sync", "--size", "0")]
    [InlineData("size cannot be '0'", "compare", "copy-sync:size=0", "copy-async")]
    [InlineData("size cannot be '9EiB'", "run", "copy-sync", "--size", "9EiB")]
    [InlineData("size cannot be '99999999999999999999999'", "run", "copy-sync", "--size", "99999999999999999999999")]
    [InlineData("'-5' is no value for size", "run", "copy-sync", "--size", "-5")]
    [InlineData("'-5MiB' is no value for size", "run", "copy-sync", "--size=-5MiB")]
    [InlineData("'lots' is no value for size", "run", "copy-sync", "--size", "lots")]
    [InlineData("'' is no value for size", "run", "copy-sync", "--size", "")]
    [InlineData("buffer cannot be '2GiB'", "run", "copy-sync", "--buffer", "2GiB")]
    [InlineData("'-1' is no value for concurrency", "run", "copy-parallel", "--concurrency", "-1")]
    [InlineData("'1.5' is no value for concurrency", "run", "copy-parallel", "--concurrency", "1.5")]
    [InlineData("'99999999999' is no value for concurrency", "run", "copy-parallel", "--concurrency", "99999999999")]
    [InlineData("'-1s' is no time for duration", "run", "copy-sync", "--duration", "-1s")]
    [InlineData("'NaN' is no time for duration", "run", "copy-sync", "--duration", "NaN")]
    [InlineData("'0' is no value for runs", "compare", "copy-sync", "copy-async", "--runs", "0")]
    [InlineData("'many' is no value for warm-up", "compare", "copy-sync", "copy-async", "--warm-up", "many")]
    [InlineData("'-2%' is no share for threshold", "compare", "copy-sync", "copy-async", "--threshold", "-2%")]
    [InlineData("no verdict to fail on", "run", "idle", "--bare", "--fail-on", "io")]
    [InlineData("idle and copy-sync do not compare", "compare", "copy-sync", "idle")]
    [InlineData("fsync-log and the command 'true' do not compare", "compare", "fsync-log", "--command", "true")]
    public async Task A_wrong_value_or_name_is_one_message_and_leaves_nothing(string message, params string[] arguments)
    {
        var result = await BuiltTool.RunAsync([.. arguments, "--directory", folder.Path]);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, Assert.Single(result.Error.TrimEnd('\n').Split('\n')));
        Assert.Empty(result.Output);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Theory]
    [InlineData("--cache", "cold")]
    [InlineData("--duration", "1s")]
    [InlineData("--delay", "1%")]
    [InlineData("--directory", "/var/tmp")]
    public async Task A_setting_is_not_for_commands(string option, string value)
    {
        var result = await BuiltTool.RunAsync("compare", "--command", "true", "--command", "false", option, value);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains($"{option} applies to workloads only", Assert.Single(result.Error.TrimEnd('\n').Split('\n')));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/no/such/folder")]
    [InlineData("/etc/passwd")]
    public async Task A_place_that_is_no_folder_is_a_usage_error(string directory)
    {
        var result = await BuiltTool.RunAsync("run", "copy-sync", "--directory", directory);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains($"Cannot work in '{directory}'", Assert.Single(result.Error.TrimEnd('\n').Split('\n')));
    }

    [Theory]
    [InlineData("--sise", "--size")]
    [InlineData("--concurency", "--concurrency")]
    public async Task An_unknown_option_is_answered_with_those_that_come_close(string option, string suggestion)
    {
        var result = await BuiltTool.RunAsync("run", "copy-sync", option, "3");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains($"has no option '{option}'. Did you mean {suggestion}", result.Error);
        Assert.Empty(result.Output);
    }
}
