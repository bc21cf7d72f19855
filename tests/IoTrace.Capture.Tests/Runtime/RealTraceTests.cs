using System.Diagnostics.Tracing;

using IoTrace.Capture.Recording;
using IoTrace.Capture.Runtime;
using IoTrace.Testing;

using Microsoft.Diagnostics.NETCore.Client;
using Microsoft.Diagnostics.Tracing;
using Microsoft.Diagnostics.Tracing.Etlx;
using Microsoft.Diagnostics.Tracing.EventPipe;

namespace IoTrace.Capture.Tests.Runtime;

/// <summary>A trace of a real process, taken once: stacks of its threads, compilations, and the rundown of methods.</summary>
public sealed class RealTrace : IAsyncLifetime, IDisposable
{
    private readonly TempFolder folder = new();

    public string Path => folder.At("trace.nettrace");

    public string At(string name) => folder.At(name);

    public async Task InitializeAsync()
    {
        await using var target = await TargetProcess.StartAsync("jit", "--seconds", "60");
        var client = new DiagnosticsClient(target.Id);
        EventPipeProvider[] providers =
        [
            new(Providers.SampleProfiler, EventLevel.Informational),
            new(Providers.Runtime, EventLevel.Verbose, 0x10 | 0x8 | 0x1),
        ];
        using var session = await client.StartEventPipeSessionAsync(providers, requestRundown: true);
        var copying = Task.Run(async () =>
        {
            await using var file = File.Create(Path);
            await session.EventStream.CopyToAsync(file);
        });
        await Task.Delay(700);
        await session.StopAsync(CancellationToken.None);
        await copying.WaitAsync(TimeSpan.FromSeconds(60));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => folder.Dispose();
}

[Collection("processes")]
public class RealTraceTests(RealTrace trace) : IClassFixture<RealTrace>
{
    [Fact]
    public void Stacks_are_those_of_the_reference_reader()
    {
        var ours = new List<(int Thread, string Stack)>();
        using (var source = new EventPipeEventSource(trace.Path))
        {
            new SampleProfilerTraceEventParser(source).ThreadSample += e => ours.Add((e.ThreadID, string.Join(' ', EventStack.Addresses(e).ToArray())));
            source.Process();
        }

        var reference = new List<(int Thread, string Stack)>();
        var etlx = TraceLog.CreateFromEventPipeDataFile(trace.Path, trace.At("trace.etlx"));
        using (var log = new TraceLog(etlx))
        {
            foreach (var sample in log.Events.Where(e => e is ClrThreadSampleTraceData))
            {
                var addresses = new List<ulong>();
                for (var frame = sample.CallStack(); frame is not null; frame = frame.Caller)
                {
                    addresses.Add(frame.CodeAddress.Address);
                }

                reference.Add((sample.ThreadID, string.Join(' ', addresses)));
            }
        }

        Assert.True(ours.Count > 50, $"{ours.Count} samples");
        Assert.Equal(reference.Count, ours.Count);
        foreach (var thread in ours.Select(o => o.Thread).Distinct())
        {
            Assert.Equal(reference.Where(r => r.Thread == thread), ours.Where(o => o.Thread == thread));
        }
    }

    private List<Observation> Read(string path, out MethodMap methods, out StackTable stacks)
    {
        methods = new MethodMap();
        stacks = new StackTable(methods);
        NetTrace.ReadMethods(() => File.OpenRead(path), methods);
        return [.. NetTrace.Read(() => File.OpenRead(path), "trace", methods, stacks)];
    }

    [Fact]
    public void Observations_come_in_order_with_names_and_every_compilation_ends()
    {
        var all = Read(trace.Path, out _, out var stacks);
        Assert.All(all.Zip(all.Skip(1)), pair => Assert.True(pair.First.At <= pair.Second.At));
        Assert.DoesNotContain(all, o => o is StreamTruncated or EventsDropped);
        var frames = all.OfType<StackSample>().SelectMany(s => stacks.Frames(s.Stack)).ToList();
        Assert.Contains(frames, f => f.Contains("RuleCompiler.CompileAndRun", StringComparison.Ordinal));
        Assert.True(frames.Count(f => f == "?") < 0.05 * frames.Count, $"{frames.Count(f => f == "?")} of {frames.Count}");
        foreach (var thread in all.OfType<JitStarted>().GroupBy(j => j.Thread))
        {
            var ends = all.OfType<JitEnded>().Count(j => j.Thread == thread.Key);
            // One may be under way at either end of the window.
            Assert.InRange(ends, (0.98 * thread.Count()) - 1, (1.02 * thread.Count()) + 1);
        }

        var now = IoTrace.Capture.Os.Linux.LibC.MonotonicNow();
        Assert.All(all, o => Assert.InRange(o.At.Nanoseconds, now - 600_000_000_000, now));
    }

    [Fact]
    public void A_trace_that_stops_anywhere_gives_what_came_before_and_says_so()
    {
        var bytes = File.ReadAllBytes(trace.Path);
        var whole = Read(trace.Path, out _, out _).Count;
        var random = new Random(1);
        var lengths = Enumerable.Range(0, 25).Select(i => i < 8 ? i * 9 : random.Next(bytes.Length));
        var path = trace.At("cut.nettrace");
        foreach (var length in lengths)
        {
            File.WriteAllBytes(path, bytes[..length]);
            var read = Read(path, out _, out _);
            Assert.IsType<StreamTruncated>(read[^1]);
            Assert.InRange(read.Count, 1, whole + 1);
        }
    }

    [Fact]
    public void The_header_tells_the_process_and_its_processors()
    {
        var header = NetTrace.ReadHeader(() => File.OpenRead(trace.Path));
        Assert.True(header.Pid > 0);
        Assert.Equal(Environment.ProcessorCount, header.Processors);
        Assert.InRange(DateTimeOffset.UtcNow - header.StartUtc, TimeSpan.Zero, TimeSpan.FromMinutes(10));
    }
}
