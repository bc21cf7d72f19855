using System.Globalization;

namespace IoTrace.Testing.Tests;

/// <summary>The modes that need no slow disk do what their label says, by the kernel's own account.</summary>
public sealed class ModeTests
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan _while = TimeSpan.FromSeconds(0.6);

    [Theory]
    [InlineData("cpu-loop")]
    [InlineData("cpu-sha")]
    public async Task Computes_in_user_mode(string mode)
    {
        var usage = await MeasureAsync(mode);

        Assert.True(usage.CpuShare + usage.RunQueueShare > 0.85, $"{usage}");
        Assert.True(usage.UserShare > usage.CpuShare * 0.9, $"{usage}");
    }

    [Theory]
    [InlineData("page-cache-copy")]
    [InlineData("small-cached-reads")]
    [InlineData("warm-read")]
    public async Task Computes_in_the_kernel(string mode)
    {
        // The kernel tells user mode from its own at ticks, of which half a second has too few; and code that is not optimised yet computes
        // more between its calls.
        var usage = await MeasureAsync(mode, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));

        Assert.True(usage.CpuShare + usage.RunQueueShare > 0.85, $"{usage}");
        Assert.True(usage.KernelShare > usage.CpuShare * 0.6, $"{usage}");
    }

    [Theory]
    [InlineData("gc-churn", "gc-pause-share ", 0.4)]
    [InlineData("jit", "jit-share ", 0.6)]
    public async Task Spends_its_time_in_the_runtime(string mode, string figure, double atLeast)
    {
        await using var target = await TargetProcess.StartAsync(mode, "--seconds", "0.7");
        await target.WaitForExitAsync(_limit);

        Assert.True(Figure(target, figure) > atLeast, string.Join('\n', target.Lines));
    }

    [Fact]
    public async Task Waiting_modes_hardly_compute_and_never_wait_for_a_disk()
    {
        string[] modes =
        [
            "delay", "thread-sleep", "idle", "many-threads", "lock-sleep", "pool-starvation", "sync-over-async",
            "pipe-read", "process-wait",
        ];
        var usages = await Task.WhenAll(modes.Select(MeasureAsync));

        Assert.All(modes.Zip(usages), pair =>
        {
            Assert.True(pair.Second.CpuShare < 0.2, $"{pair}");
            Assert.True(pair.Second.BlockedShare < 0.1, $"{pair}");
        });
    }

    [Fact]
    public async Task Runnable_has_more_threads_than_processors()
    {
        var usage = await MeasureAsync("runnable");

        Assert.True(usage.RunQueueShare > usage.CpuShare, $"{usage}");
    }

    [Fact]
    public async Task Crowded_gets_less_of_a_processor_than_it_waits_for()
    {
        var usage = await MeasureAsync("crowded");

        Assert.True(usage.RunQueueShare > usage.CpuShare, $"{usage}");
    }

    [Fact]
    public async Task Network_modes_go_at_the_pace_of_their_slow_peer()
    {
        await using var http = await TargetProcess.StartAsync("http-server", "--delay", "50ms", "--seconds", "60");
        await using var socket = await TargetProcess.StartAsync("socket-server", "--delay", "50ms", "--seconds", "60");
        (string Mode, int Concurrency)[] modes = [("http-fan-out", 8), ("http-sync", 1), ("socket-sync", 1), ("socket-async", 1), ("http-stream", 1), ("socket-stream", 1)];
        var operations = await Task.WhenAll(modes.Select(async mode =>
        {
            await using var client = await TargetProcess.StartAsync(
                mode.Mode, "--url", $"http://127.0.0.1:{http.Port}/", "--port", $"{socket.Port}", "--seconds", "1");
            await client.WaitForExitAsync(_limit);
            return client.Operations!.Value;
        }));

        Assert.All(modes.Zip(operations), pair =>
        {
            var ((_, concurrency), count) = pair;
            Assert.InRange(count, 10 * concurrency, 21 * concurrency);
        });
    }

    [Theory]
    [InlineData]
    [InlineData("--async")]
    public async Task A_log_sink_sends_at_its_own_pace_to_a_peer_that_only_reads(params string[] style)
    {
        await using var server = await TargetProcess.StartAsync("log-server", "--seconds", "60");
        await using var client = await TargetProcess.StartAsync(["log-sink", .. style, "--period", "50ms", "--port", $"{server.Port}", "--seconds", "1"]);
        await client.WaitForExitAsync(_limit);

        Assert.InRange(client.Operations!.Value, 10, 21);
    }

    [Fact]
    public async Task A_starved_pool_has_a_growing_queue()
    {
        await using var target = await TargetProcess.StartAsync("pool-starvation", "--seconds", "0.6");
        await target.WaitForExitAsync(_limit);

        Assert.True(Figure(target, "queued ") > 5);
    }

    [Fact]
    public async Task A_mix_holds_its_proportion()
    {
        await using var target = await TargetProcess.StartAsync("mix", "--cpu", "30ms", "--io", "10ms", "--seconds", "0.5");
        await target.WaitForExitAsync(_limit);

        Assert.InRange(Figure(target, "io-share "), 0.15, 0.35);
    }

    [Fact]
    public async Task Two_files_are_read_three_to_one()
    {
        await using var target = await TargetProcess.StartAsync("two-file-read", "--size-mb", "8", "--seconds", "0.3");
        await target.WaitForExitAsync(_limit);

        var seconds = target.Lines.Where(l => l.StartsWith("file-seconds ", StringComparison.Ordinal))
            .ToDictionary(l => Path.GetFileName(l), l => double.Parse(l.Split(' ')[1], CultureInfo.InvariantCulture));
        Assert.True(seconds["often.bin"] > seconds["seldom.bin"]);
    }

    private static double Figure(TargetProcess target, string prefix) =>
        double.Parse(target.Value(prefix)!, CultureInfo.InvariantCulture);

    /// <summary>Once the first moments are over, which still compile what the loop needs.</summary>
    private static Task<ProcessUsage> MeasureAsync(string mode) => MeasureAsync(mode, TimeSpan.FromSeconds(0.2), _while);

    private static async Task<ProcessUsage> MeasureAsync(string mode, TimeSpan after, TimeSpan time)
    {
        await using var target = await TargetProcess.StartAsync(mode, "--seconds", "30", "--size-mb", "16");
        await Task.Delay(after);
        return await ProcessUsage.MeasureAsync(target.Id, time);
    }
}
