using System.Globalization;
using System.Threading.Channels;

using IoTrace.Workloads.Data;
using IoTrace.Workloads.Measuring;
using IoTrace.Workloads.Network;

namespace IoTrace.Workloads.Controls;

/// <summary>A crawler with one slow host: few pages, most of the time.</summary>
public sealed class WebCrawl : Workload
{
    private const int Pages = 200;
    private const int SlowEvery = 10;
    private const int Slowness = 10;
    private const string Fast = "127.0.0.1";
    private const string Slow = "localhost";

    public override WorkloadInfo Info { get; } = new(
        "web-crawl", WorkloadGroup.Control, "Follows the links of 200 pages with --concurrency requests; pages take --io, a tenth of them ten times that.",
        Dials.Concurrency | Dials.Io, new WorkloadSettings { Concurrency = 8, Io = TimeSpan.FromMilliseconds(25) }, [LoopbackServer.ExpectNetwork])
    { HasEnd = true };

    public override LoopbackServer StartServer(WorkloadSettings settings) => LoopbackServer.Start((host, path) => new Page(
        host == Slow ? settings.Io * Slowness : settings.Io,
        string.Join('\n', Links(int.Parse(path.AsSpan(path.LastIndexOf('/') + 1), CultureInfo.InvariantCulture), settings.Seed))));

    public override async Task RunAsync(WorkloadContext context)
    {
        using var client = LoopbackClient.Create();
        var frontier = Channel.CreateUnbounded<(int Page, long Found)>();
        var seen = new HashSet<int> { 0 };
        var open = 1;
        frontier.Writer.TryWrite((0, Recorder.Now()));
        await Task.WhenAll(Enumerable.Range(0, context.Settings.Concurrency).Select(_ => CrawlAsync())).ConfigureAwait(false);

        async Task CrawlAsync()
        {
            try
            {
                await foreach (var (page, found) in frontier.Reader.ReadAllAsync(context.Stop).ConfigureAwait(false))
                    await VisitAsync(page, found).ConfigureAwait(false);
            }
            catch (Exception e)
            {
                // A page that is never taken off leaves the others waiting for its links for ever.
                frontier.Writer.TryComplete(e);
                throw;
            }
        }

        async Task VisitAsync(int page, long found)
        {
            context.Recorder.Dequeued(found);
            var began = Recorder.Now();
            var body = await client.GetStringAsync(Address(page, context.ServerPort), context.Stop).ConfigureAwait(false);
            context.Recorder.Done(began, body.Length);
            lock (seen)
            {
                foreach (var link in body.Split('\n').Select(l => int.Parse(l, CultureInfo.InvariantCulture)).Where(seen.Add))
                {
                    open++;
                    frontier.Writer.TryWrite((link, Recorder.Now()));
                }

                if (--open == 0)
                    frontier.Writer.TryComplete();
            }
        }
    }

    public override string? Verify(WorkloadContext context, RunResult result) =>
        result.Interrupted ? null
        : result.LastPass.Operations != Pages ? $"{result.LastPass.Operations:N0} pages were found instead of {Pages:N0}."
        : context.Served != result.Total.Operations ? $"the server answered {context.Served:N0} requests, and {result.Total.Operations:N0} pages were fetched."
        : null;

    /// <summary>A binary tree, so that every page can be reached, and one link to anywhere.</summary>
    private static int[] Links(int page, int seed) =>
        [.. new[] { (2 * page) + 1, (2 * page) + 2 }.Where(p => p < Pages), (int)(SeededData.Word(seed, page) % Pages)];

    private static Uri Address(int page, int port) => new($"http://{(page % SlowEvery == SlowEvery - 1 ? Slow : Fast)}:{port}/page/{page}");
}
