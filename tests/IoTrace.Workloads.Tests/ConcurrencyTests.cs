using IoTrace.Testing;
using IoTrace.Workloads.Measuring;
using IoTrace.Workloads.Network;

namespace IoTrace.Workloads.Tests;

/// <summary>That --concurrency is what runs.</summary>
public sealed class ConcurrencyTests : IDisposable
{
    // More than any other test asks for, so that it is theirs that is seen.
    private const int Wanted = 61;
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("copy-parallel:size=8MiB,buffer=4KiB")]
    [InlineData("copy-tree:size=1MiB,buffer=4KiB")]
    public async Task The_pool_has_as_many_threads_as_a_parallel_copy_is_told_to_use(string text)
    {
        var run = PlanParser.Parse($"{text},duration=300ms,concurrency={Wanted}", new SettingsPatch(), strict: true);
        using var session = WorkloadSession.Create([run], folder.Path, CancellationToken.None);
        var spec = RunFiles.ReadSpec(session.WriteSpec(run));
        var running = Task.Factory.StartNew(
            () => PassRunner.RunAsync(run.Workload, new WorkloadContext(run.Settings, spec.Directory, 0, CancellationToken.None)),
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();
        var most = 0;
        while (!running.IsCompleted)
        {
            most = Math.Max(most, Least());
            Thread.Sleep(1);
        }

        Assert.Null((await running).Error);
        Assert.True(most >= Wanted, $"at most {most} threads");
    }

    [Fact]
    public async Task A_fan_out_has_as_many_requests_in_flight_as_it_is_told_beyond_a_small_batch_too()
    {
        const int Concurrency = 100;
        int flying = 0, most = 0;
        using var server = LoopbackServer.Start((_, _) =>
        {
            InterlockedMax(ref most, Interlocked.Increment(ref flying));
            // An answer is on its way when its time to think begins; by then all that may come have come.
            _ = Task.Delay(200).ContinueWith(_ => Interlocked.Decrement(ref flying), TaskScheduler.Default);
            return new Page(TimeSpan.FromMilliseconds(300), "ok");
        });
        var settings = new WorkloadSettings { Concurrency = Concurrency, Duration = TimeSpan.FromMilliseconds(20) };
        var result = await PassRunner.RunAsync(Catalogue.Find("http-fan-out"), new WorkloadContext(settings, folder.Path, server.Port, CancellationToken.None));

        Assert.Null(result.Error);
        // On a machine that is slow to connect, some come late.
        Assert.InRange(most, 65, Concurrency);
        Assert.Equal(2 * Concurrency, result.LastPass.Operations);
    }

    private static int Least()
    {
        ThreadPool.GetMinThreads(out var workers, out _);
        return workers;
    }

    private static void InterlockedMax(ref int place, int value)
    {
        for (var seen = Volatile.Read(ref place); value > seen;)
        {
            var before = Interlocked.CompareExchange(ref place, value, seen);
            if (before == seen)
                return;

            seen = before;
        }
    }
}
