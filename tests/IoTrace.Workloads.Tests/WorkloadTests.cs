using IoTrace.Testing;
using IoTrace.Workloads.Measuring;

namespace IoTrace.Workloads.Tests;

public sealed class WorkloadTests : IDisposable
{
    private readonly TempFolder folder = new();

    // All but the one that starves the pool, which the tests around it need: that one runs in a process of its own, see ToolTests.
    public static TheoryData<string> Names => [.. Catalogue.All.Select(w => w.Info.Name).Where(n => n != "pool-starvation")];

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Does_what_it_says_and_leaves_nothing(string name)
    {
        var result = await RunAsync(Small(name));

        Assert.Null(result.Error);
        Assert.True(result.Passes > 0 && result.Counts.Operations > 0, $"{result}");
        Assert.Equal(0, result.Total.Wrong);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Theory]
    [InlineData("copy-sync")]
    [InlineData("copy-async")]
    [InlineData("copy-file")]
    [InlineData("copy-random-access")]
    [InlineData("copy-double-buffer")]
    [InlineData("copy-pipelines")]
    [InlineData("copy-parallel")]
    [InlineData("copy-mmap")]
    public async Task A_copy_moves_every_byte_once_also_of_odd_sizes_from_a_cold_cache_and_durably(string name)
    {
        const int Size = (1 << 20) + 12_345;
        var run = Small($"{name}:size={Size},cache=cold,durability=end");
        var result = await RunAsync(run);

        Assert.Equal(Size, result.LastPass.Bytes);
        Assert.Equal(1, result.LastPass.Syncs);
        Assert.Equal(result.Passes * (long)Size, result.Counts.Bytes);
    }

    [Fact]
    public async Task A_copy_that_is_wrong_is_found()
    {
        var run = Small("copy-sync");
        using var session = WorkloadSession.Create([run], folder.Path, CancellationToken.None);
        await RunAsync(session, run);
        var target = Path.Combine(session.Workspace.Path, "target.bin");
        var bytes = await File.ReadAllBytesAsync(target);
        bytes[1000] ^= 1;
        await File.WriteAllBytesAsync(target, bytes);

        Assert.Contains("hash", Assert.Throws<WorkloadException>(() => session.Finish(run, 0)).Message);
    }

    [Theory]
    [InlineData("http-fan-out")]
    [InlineData("web-crawl")]
    public async Task Requests_that_the_server_counts_and_the_workload_does_not_are_found(string name)
    {
        var run = Small(name);
        using var session = WorkloadSession.Create([run], folder.Path, CancellationToken.None);
        var spec = RunFiles.ReadSpec(session.WriteSpec(run));
        await RunAsync(spec, CancellationToken.None);
        using var stranger = new HttpClient();
        // A page is counted after it was sent: when the second one is here, the first one is.
        for (var i = 0; i < 2; i++)
            await stranger.GetStringAsync(new Uri($"http://127.0.0.1:{spec.ServerPort}/page/1"));

        Assert.Throws<WorkloadException>(() => session.Finish(run, 0));
    }

    [Fact]
    public async Task A_folder_that_vanishes_is_told_as_such()
    {
        var run = Small("copy-sync");
        using var session = WorkloadSession.Create([run], folder.Path, CancellationToken.None);
        var spec = RunFiles.ReadSpec(session.WriteSpec(run));
        Directory.Delete(spec.Directory, recursive: true);
        await RunAsync(spec, CancellationToken.None);

        Assert.Contains("was removed meanwhile", Assert.Throws<WorkloadException>(() => session.Finish(run, 1)).Message);
    }

    [Fact]
    public void Too_little_space_is_found_before_anything_is_written()
    {
        var error = Assert.Throws<WorkloadException>(() => WorkloadSession.Create([PlanParser.Parse("copy-sync:size=15TiB", new SettingsPatch(), strict: true)], folder.Path, CancellationToken.None));

        Assert.Contains("are needed", error.Message);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_a_mistake_of_the_command_line() =>
        Assert.True(Assert.Throws<WorkloadException>(() => WorkloadSession.Create([Small("fsync-log")], folder.At("missing"), CancellationToken.None)).IsUsage);

    [Theory]
    [InlineData("copy-double-buffer")]
    [InlineData("fsync-log")]
    [InlineData("http-fan-out")]
    [InlineData("web-crawl")]
    public async Task Stops_when_it_is_told_to(string name)
    {
        var run = PlanParser.Parse(name, new SettingsPatch { Duration = TimeSpan.FromMinutes(5) }, strict: true);
        using var session = WorkloadSession.Create([run], folder.Path, CancellationToken.None);
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(600));
        var result = await RunAsync(RunFiles.ReadSpec(session.WriteSpec(run)), stop.Token).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Null(result.Error);
        Assert.True(result.Interrupted);
        session.Finish(run, 0);
    }

    [Fact]
    public async Task A_delay_makes_a_pass_longer_by_its_share()
    {
        var result = await RunAsync(Small("idle:delay=50%,duration=400ms"));

        Assert.InRange(result.Seconds, 0.55, 2);
        Assert.True(result.Operation!.P50 < result.Seconds * 0.8);
    }

    private static PlannedRun Small(string text)
    {
        var workload = Catalogue.Find(text.Split(':')[0]);
        var patch = new SettingsPatch { Duration = TimeSpan.FromMilliseconds(120) };
        patch = workload.Info.Dials.HasFlag(Dials.Size) ? patch with { Size = 1 << 20 } : patch;
        patch = workload.Info.Dials.HasFlag(Dials.Buffer) && workload.Info.Group == WorkloadGroup.Copy ? patch with { Buffer = 64 << 10 } : patch;
        patch = workload.Info.Dials.HasFlag(Dials.Io) ? patch with { Io = TimeSpan.FromMilliseconds(4) } : patch;
        return PlanParser.Parse(text, patch, strict: true);
    }

    private async Task<RunResult> RunAsync(PlannedRun run)
    {
        using var session = WorkloadSession.Create([run], folder.Path, CancellationToken.None);
        await RunAsync(session, run);
        return session.Finish(run, 0);
    }

    private static Task<RunResult> RunAsync(WorkloadSession session, PlannedRun run) => RunAsync(RunFiles.ReadSpec(session.WriteSpec(run)), CancellationToken.None);

    // What the tool's process does in a process of its own. On a thread that is not the pool's, as there.
    private static async Task<RunResult> RunAsync(RunSpec spec, CancellationToken stop)
    {
        var result = await Task.Factory.StartNew(
            () => PassRunner.RunAsync(Catalogue.Find(spec.Workload), new WorkloadContext(spec.Settings, spec.Directory, spec.ServerPort, stop)),
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();
        RunFiles.Write(spec.ResultFile, result);
        return result;
    }
}
