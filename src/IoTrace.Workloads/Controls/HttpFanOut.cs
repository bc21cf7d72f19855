using IoTrace.Workloads.Measuring;
using IoTrace.Workloads.Network;

namespace IoTrace.Workloads.Controls;

/// <summary>A service that asks others: threads are free, and still everything waits.</summary>
public sealed class HttpFanOut : Workload
{
    private const int LeastBatch = 64;
    private const int BatchToConcurrency = 2;
    private const string Body = "ok";

    public override WorkloadInfo Info { get; } = new(
        "http-fan-out", WorkloadGroup.Control, "Sends requests to a local server that answers after --io, --concurrency at a time, in batches of 64 or twice --concurrency if that is more.",
        Dials.Concurrency | Dials.Io, new WorkloadSettings { Concurrency = 16, Io = TimeSpan.FromMilliseconds(50) }, [LoopbackServer.ExpectNetwork]);

    public override LoopbackServer StartServer(WorkloadSettings settings) => LoopbackServer.Start((_, _) => new Page(settings.Io, Body));

    public override async Task RunAsync(WorkloadContext context)
    {
        using var client = LoopbackClient.Create();
        client.BaseAddress = new Uri($"http://127.0.0.1:{context.ServerPort}/");
        using var slots = new SemaphoreSlim(context.Settings.Concurrency);
        var batch = Math.Max(LeastBatch, BatchToConcurrency * context.Settings.Concurrency);
        while (context.Goes)
            await Task.WhenAll(Enumerable.Range(0, batch).Select(i => GetAsync(client, i, slots, context))).ConfigureAwait(false);
    }

    public override string? Verify(WorkloadContext context, RunResult result) =>
        result.Total.Wrong == 0 && (result.Interrupted || context.Served == result.Total.Operations)
            ? null
            : $"the server answered {context.Served:N0} requests, and {result.Total.Operations - result.Total.Wrong:N0} answers were right.";

    private static async Task GetAsync(HttpClient client, int index, SemaphoreSlim slots, WorkloadContext context)
    {
        var arrived = Recorder.Now();
        await slots.WaitAsync(context.Stop).ConfigureAwait(false);
        try
        {
            context.Recorder.Dequeued(arrived);
            var began = Recorder.Now();
            var body = await client.GetStringAsync(new Uri($"item/{index}", UriKind.Relative), context.Stop).ConfigureAwait(false);
            context.Recorder.Done(began, body.Length);
            if (body != Body)
                context.Recorder.Wrong();
        }
        finally
        {
            slots.Release();
        }
    }
}
