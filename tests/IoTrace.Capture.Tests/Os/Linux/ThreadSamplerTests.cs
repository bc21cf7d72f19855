using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

using IoTrace.Capture.Os;
using IoTrace.Capture.Os.Linux;
using IoTrace.Testing;

using Xunit.Abstractions;

namespace IoTrace.Capture.Tests.Os.Linux;

/// <summary>On real processes.</summary>
[Collection("processes")]
public class ThreadSamplerTests(ITestOutputHelper output)
{
    private sealed class Seen : IOsSampleSink
    {
        public List<Observation> All { get; } = [];

        public void Write(Observation observation) => All.Add(observation);

        public IEnumerable<ThreadSnapshot> Snapshots => All.OfType<ThreadSweep>().SelectMany(s => s.Changed);

        public ResourceSeen? Resource(ResourceId id) => All.OfType<ResourceSeen>().LastOrDefault(r => r.Resource == id);
    }

    private static async Task<(Seen Seen, ThreadSampler Sampler, double Seconds)> SampleAsync(int pid, double seconds)
    {
        var seen = new Seen();
        using var sampler = new ThreadSampler(pid, fromBirth: false, seen);
        var start = Stopwatch.GetTimestamp();
        sampler.Start();
        await Task.Delay(TimeSpan.FromSeconds(seconds));
        sampler.Stop();
        return (seen, sampler, Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    [Fact]
    public async Task The_file_of_a_blocked_fsync_is_seen()
    {
        await using var target = await TargetProcess.StartAsync("fsync", "--seconds", "60");
        var (seen, _, _) = await SampleAsync(target.Id, 1.5);
        var syncs = seen.Snapshots.Where(s => s.Call == SystemCallKind.Sync).ToList();
        Assert.NotEmpty(syncs);
        Assert.All(syncs, s => Assert.Equal(ResourceKind.File, seen.Resource(s.Resource)!.Kind));
        Assert.Contains(syncs, s => seen.Resource(s.Resource)!.Name.EndsWith("orders.log", StringComparison.Ordinal));
        Assert.Contains(syncs, s => s.StackPointer != 0);
        Assert.All(seen.All.Zip(seen.All.Skip(1)), pair => Assert.True(pair.First.At <= pair.Second.At));
    }

    [Fact]
    public async Task The_pipe_of_a_blocked_read_is_seen_and_named_threads_are()
    {
        await using var target = await TargetProcess.StartAsync("stdin-read", "--seconds", "60");
        var (seen, sampler, _) = await SampleAsync(target.Id, 0.5);
        var main = seen.Snapshots.Last(s => s.Thread.Value == target.Id);
        Assert.Equal(SystemCallKind.Read, main.Call);
        var pipe = seen.Resource(main.Resource)!;
        Assert.Equal(ResourceKind.Pipe, pipe.Kind);
        Assert.EndsWith(ResourceSeen.StandardInput, pipe.Name, StringComparison.Ordinal);
        Assert.Contains(seen.All.OfType<ThreadNamed>(), n => n.Name.StartsWith(".NET ", StringComparison.Ordinal));
        Assert.False(sampler.CallsHidden);
    }

    [Fact]
    public async Task The_pipe_of_a_child_is_not_the_standard_input()
    {
        await using var target = await TargetProcess.StartAsync("process-output", "--seconds", "60");
        var (seen, _, _) = await SampleAsync(target.Id, 1);
        var pipe = seen.Resource(seen.Snapshots.Last(s => s.Thread.Value == target.Id && s.Call == SystemCallKind.Read).Resource)!;
        Assert.Equal(ResourceKind.Pipe, pipe.Kind);
        Assert.DoesNotContain(ResourceSeen.StandardInput, pipe.Name, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("log-server", "news-reader", true)]
    [InlineData("socket-server", "socket-sync", false)]
    public async Task A_connection_on_which_nothing_was_asked_is_told(string mode, string client, bool listens)
    {
        await using var server = await TargetProcess.StartAsync(mode, "--delay", "60s", "--seconds", "60");
        await using var target = TargetProcess.Start(new TargetSetup(client, "--port", $"{server.Port}", "--seconds", "60"));
        await target.WaitForLineAsync("ready ", TimeSpan.FromSeconds(20));
        await Task.Delay(300);
        var (seen, _, _) = await SampleAsync(target.Id, 1.2);
        Assert.Contains(seen.All.OfType<SurroundingsSeen>(), s => s is { Peers: 1 });
        var sample = seen.All.OfType<TcpLook>().Where(l => l.IsComplete).SelectMany(l => l.Changed).Last();
        Assert.True(sample is { IsTold: true, IsOpened: true, IsConnecting: false, IsGone: false });
        Assert.Equal($"127.0.0.1:{server.Port}", sample.Endpoint);
        Assert.Equal(listens, sample.SegmentsSent == 0);
    }

    [Fact]
    public async Task A_named_pipe_is_a_pipe_though_it_has_a_path()
    {
        await using var target = await TargetProcess.StartAsync("named-pipe", "--alone", "--seconds", "60");
        var (seen, _, _) = await SampleAsync(target.Id, 0.5);
        var pipe = seen.Resource(seen.Snapshots.Last(s => s.Thread.Value == target.Id && s.Call == SystemCallKind.Read).Resource)!;
        Assert.Equal(ResourceKind.Pipe, pipe.Kind);
        Assert.EndsWith("/feed", pipe.Name, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_local_connection_belongs_to_the_side_that_opened_it()
    {
        using var folder = new TempFolder();
        var path = folder.At("server.sock");
        await using var server = await TargetProcess.StartAsync("socket-server", "--path", path, "--delay", "20ms", "--seconds", "60");
        await using var client = await TargetProcess.StartAsync("socket-async", "--path", path, "--concurrency", "2", "--seconds", "60");
        var (opened, _, _) = await SampleAsync(client.Id, 1);
        Assert.Equal(2, opened.All.OfType<SurroundingsSeen>().Last().LocalPeers);
        var (accepted, _, _) = await SampleAsync(server.Id, 1);
        Assert.Equal(0, accepted.All.OfType<SurroundingsSeen>().Last().LocalPeers);
    }

    [CpuQuotaFact]
    public async Task What_a_control_group_was_held_back_before_the_process_is_not_the_processs()
    {
        using var quota = CpuQuota.Of(0.2);
        await using (await TargetProcess.StartAsync(new TargetSetup("cpu-loop", "--seconds", "60") { Groups = [quota] }))
        {
            await Task.Delay(1000);
        }

        Assert.InRange(quota.ThrottledPeriods, 2, long.MaxValue);
        await using var target = await TargetProcess.StartAsync(new TargetSetup("idle", "--seconds", "60") { Groups = [quota] });
        var seen = new Seen();
        using var sampler = new ThreadSampler(target.Id, fromBirth: true, seen);
        sampler.Start();
        await Task.Delay(500);
        sampler.Stop();
        var usage = seen.All.OfType<Analysis.Observations.ProcessUsage>().ToList();
        Assert.InRange(usage[0].Throttled.Seconds, 0.3, 60);
        Assert.InRange((usage[^1].Throttled - usage[0].Throttled).Seconds, 0, 0.2);
    }

    [Fact]
    public async Task Children_are_seen()
    {
        await using var target = await TargetProcess.StartAsync("children", "delay", "delay", "--seconds", "60");
        var (seen, _, _) = await SampleAsync(target.Id, 1);
        Assert.Equal((2, 0, 0), Around(seen));
    }

    [Fact]
    public async Task A_connection_belongs_to_the_side_that_opened_it()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        await using var client = await TargetProcess.StartAsync("socket-async", "--port", $"{port}", "--concurrency", "3", "--seconds", "60");
        var (opened, _, _) = await SampleAsync(client.Id, 1);
        Assert.Equal((0, 0, 3), Around(opened));
        // Each has asked, and nobody accepts and answers.
        var samples = opened.All.OfType<TcpLook>().SelectMany(l => l.Changed).ToList();
        Assert.Equal([$"127.0.0.1:{port}"], samples.Select(s => s.Endpoint).Distinct());
        Assert.Equal(3, samples.Select(s => s.Connection).Distinct().Count());
        Assert.All(samples, s => Assert.True(s is { IsTold: true, IsOpened: true, SegmentsSent: > 0, BytesHeard: 0 } && s.SinceSent <= s.SinceHeard && s.Asked <= s.Answered));
        // Nothing moves on them after that, so that a look has nothing new to tell.
        Assert.Empty(opened.All.OfType<TcpLook>().Last().Changed);

        await using var server = await TargetProcess.StartAsync("http-server", "--seconds", "60");
        using var visitor = new TcpClient();
        await visitor.ConnectAsync(IPAddress.Loopback, server.Port);
        var (accepted, _, _) = await SampleAsync(server.Id, 1);
        Assert.Equal((0, 1, 0), Around(accepted));
        Assert.Contains(accepted.All.OfType<TcpLook>().SelectMany(l => l.Changed), s => s is { IsOpened: false, IsTold: true });
    }

    private static (int Children, int Listeners, int Peers) Around(Seen seen) =>
        seen.All.OfType<SurroundingsSeen>().Select(s => (s.Children, s.Listeners, s.Peers)).Last();

    [Fact]
    public async Task What_a_thread_has_left_at_an_address_is_no_path()
    {
        // Calls so short that many are over by the time their path is read.
        await using var target = await TargetProcess.StartAsync("metadata", "--threads", "4", "--seconds", "60");
        var (seen, _, _) = await SampleAsync(target.Id, 4);
        var names = seen.All.OfType<ResourceSeen>().Where(r => r.Kind == ResourceKind.File).Select(r => r.Name).ToList();
        Assert.NotEmpty(names);
        Assert.DoesNotContain(names, name => name.Any(c => char.IsControl(c) || c == '\uFFFD'));
    }

    [Fact]
    public async Task Processor_time_agrees_with_the_processs_own()
    {
        await using var target = await TargetProcess.StartAsync("cpu-loop", "--seconds", "60");
        var (seen, _, _) = await SampleAsync(target.Id, 1.5);
        var main = seen.Snapshots.Where(s => s.Thread.Value == target.Id && !s.Exited).ToList();
        Assert.All(main.Zip(main.Skip(1)), pair => Assert.True(pair.First.OnCpu <= pair.Second.OnCpu && pair.First.RunQueue <= pair.Second.RunQueue));
        var ticked = main.Where(s => s.UserTicks >= 0).ToList();
        var (first, last) = (ticked[0], ticked[^1]);
        var ticks = (last.UserTicks + last.KernelTicks - first.UserTicks - first.KernelTicks) / 100.0;
        Assert.InRange((last.OnCpu - first.OnCpu).Seconds, ticks - 0.05, ticks + 0.05);
    }

    [Theory]
    [InlineData("idle")]
    [InlineData("blocked")]
    [InlineData("switching")]
    public async Task Two_hundred_threads_cost_at_most_two_percent_of_a_processor(string kind)
    {
        await using var target = await TargetProcess.StartAsync("many-threads", "200", kind, "--seconds", "60");
        var (seen, sampler, seconds) = await SampleAsync(target.Id, 10);
        Assert.True(seen.Snapshots.Select(s => s.Thread).Distinct().Count() > 200);
        var share = sampler.CpuTime.Seconds / seconds;
        output.WriteLine($"{kind}: {share:P2} of a processor for {sampler.Sweeps} sweeps");
        Assert.True(share <= 0.02, $"{share:P2} of a processor for {sampler.Sweeps} sweeps");
        // Four a second at the least, however much a sweep costs.
        Assert.True(sampler.Sweeps >= 4 * (int)seconds, $"{sampler.Sweeps} sweeps");
    }

    [Fact]
    public async Task The_end_of_the_process_ends_the_sampling()
    {
        var target = await TargetProcess.StartAsync("idle", "--seconds", "60");
        var seen = new Seen();
        using var sampler = new ThreadSampler(target.Id, fromBirth: false, seen);
        sampler.Start();
        await Task.Delay(300);
        await target.DisposeAsync();
        await Task.Delay(300);
        var sweeps = sampler.Sweeps;
        await Task.Delay(100);
        Assert.Equal(sweeps, sampler.Sweeps);
        Assert.Null(sampler.Failure);
        Assert.Contains(seen.Snapshots, s => s.Exited);
    }

    [Fact]
    public async Task A_long_running_task_has_the_name_that_marks_it_as_the_programs_own()
    {
        var name = await Task.Factory.StartNew(
            () => File.ReadAllText("/proc/thread-self/comm"), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        Assert.Equal(".NET Long Runni\n", name);
        Assert.Equal(IoTrace.Analysis.Timeline.ThreadRole.User, IoTrace.Analysis.Timeline.ThreadRoles.Of(".NET Long Runni", false, true));
    }
}
