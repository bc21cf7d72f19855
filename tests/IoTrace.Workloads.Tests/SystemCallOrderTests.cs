using System.Text.RegularExpressions;

using IoTrace.Testing;
using IoTrace.Workloads.Measuring;

namespace IoTrace.Workloads.Tests;

/// <summary>Workloads of many files under strace: what comes after what. W is a write, S a sync, D a drop from the page cache, R a read.</summary>
/// <remarks>A pass that the end of the time cuts short may be of one file alone; the first one has several.</remarks>
public sealed class SystemCallOrderTests : IDisposable
{
    private static readonly (string Call, char Letter)[] Letters =
        [("pwrite64", 'W'), ("copy_file_range", 'W'), ("sendfile", 'W'), ("fsync", 'S'), ("fadvise64", 'D'), ("pread64", 'R')];

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [StraceTheory]
    [InlineData("small-files:durability=each", "/small/", "^((WS)+R+)+$")]
    [InlineData("small-files:durability=end", "/small/", "^W{2,}S{2,}R{2,}(W+S+R+)*$")]
    [InlineData("small-files:cache=cold", "/small/", "^W{2,}(SD){2,}R{2,}(W+(SD)+R+)*$")]
    [InlineData("small-files:cache=cold,durability=end", "/small/", "^W{2,}S{2,}(SD){2,}R{2,}(W+S+(SD)+R+)*$")]
    [InlineData("copy-tree:durability=each", "/tree-copy/", "^(W+S)+$")]
    [InlineData("copy-tree:durability=end", "/tree-copy/", "^(W{16,}S{16})+$")]
    public async Task Files_are_synced_and_cooled_when_it_is_said(string text, string part, string order)
    {
        var lines = await TraceAsync($"{text},size=64KiB,buffer=4KiB", _ => { });

        Assert.Matches(new Regex(order), string.Concat(lines.Where(l => l.Contains(part, StringComparison.Ordinal)).Select(Letter)));
    }

    [StraceFact]
    public async Task A_warm_random_read_finds_its_file_in_memory_also_when_another_contender_has_left_it_cold()
    {
        var lines = await TraceAsync("random-read:size=1MiB,cache=warm", session => ColdCache.Drop(Assert.Single(Directory.GetFiles(session.Workspace.Path))));
        var reads = lines.Where(l => l.Contains("pread64(", StringComparison.Ordinal) && l.Contains("/source-", StringComparison.Ordinal)).ToList();

        // In large blocks from begin to end, before the first small one.
        Assert.Contains(", 1048576, 0)", reads[0]);
        Assert.Contains(", 4096, ", reads[2]);
    }

    private async Task<List<string>> TraceAsync(string text, Action<WorkloadSession> before)
    {
        var run = PlanParser.Parse(text, new SettingsPatch { Duration = TimeSpan.FromMilliseconds(200) }, strict: true);
        using var session = WorkloadSession.Create([run], Directory.CreateDirectory(folder.At("work")).FullName, CancellationToken.None);
        var (spec, log) = (session.WriteSpec(run), folder.At("trace.txt"));
        before(session);
        var traced = await ToolRunner.RunAsync(
            "strace", "-f", "-y", "-qq", "-o", log, "-e", $"trace={string.Join(',', Letters.Select(l => l.Call))}", BuiltTool.Path, "workload", "run-here", spec);
        Assert.True(traced.ExitCode == 0, $"{traced}");
        return [.. File.ReadLines(log)];
    }

    private static string Letter(string line) => Array.Find(Letters, l => line.Contains($" {l.Call}(", StringComparison.Ordinal)) is { Call: not null } known ? $"{known.Letter}" : "";
}
