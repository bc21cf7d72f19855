using IoTrace.Capture.Recording;
using IoTrace.Capture.Runtime;
using IoTrace.Testing;

using Microsoft.Diagnostics.NETCore.Client;

namespace IoTrace.Capture.Tests.Runtime;

[Collection("processes")]
public sealed class PoolQueueTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_runtime_tells_who_queued_the_work_that_each_worker_takes()
    {
        await using var target = await TargetProcess.StartAsync("warm-read", "--async", "--size-mb", "4", "--seconds", "60", "--directory", folder.Path);
        var request = new EventPipeRequest(Providers.StackAndQueueBurst, BufferMegabytes: 32, Rundown: true, Stacks: true);
        using (var recorder = await EventPipeRecorder.StartAsync(new DiagnosticsClient(target.Id), request, folder.At("burst.nettrace"), CancellationToken.None))
        {
            await Task.Delay(200);
            Assert.True(await recorder.StopAsync(TimeSpan.FromSeconds(30), CancellationToken.None));
        }

        var methods = new MethodMap();
        var stacks = new StackTable(methods);
        NetTrace.ReadMethods(() => File.OpenRead(folder.At("burst.nettrace")), methods);
        var all = NetTrace.Read(() => File.OpenRead(folder.At("burst.nettrace")), "burst", methods, stacks).ToList();

        var queued = all.OfType<WorkQueued>().ToList();
        Assert.True(queued.Count > 20, $"{queued.Count} items");
        var awaiting = queued.Count(q => stacks.Frames(q.Stack).Any(f => f.Contains("Catalog+<LookupAsync>", StringComparison.Ordinal)));
        Assert.True(awaiting > 0.9 * queued.Count, $"{awaiting} of {queued.Count} have the awaiting method on their stack");
        // The same item comes again and again, and is in the queue once at a time: taken as often as queued, but for the ends.
        var item = queued.GroupBy(q => q.Work).MaxBy(g => g.Count())!;
        Assert.InRange(all.OfType<WorkTaken>().Count(t => t.Work == item.Key) - item.Count(), -2, 2);
    }
}
