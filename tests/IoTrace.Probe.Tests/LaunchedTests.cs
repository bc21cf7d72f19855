using IoTrace.Capture;

namespace IoTrace.Probe.Tests;

/// <summary>Targets launched as `iotrace launch` does it: with every provider, the probe and bursts of stacks, suspended at first.</summary>
public sealed class LaunchedTests
{
    private const int Runs = 4;
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    /// <summary>
    /// The first round of the runtime's event counters would come a second after the program's start, so the ends are spread around
    /// that moment. Several at a time: a crash takes threads that are held up.
    /// </summary>
    [Theory]
    [InlineData("return", 7)]
    [InlineData("return-quiet", 7)]
    [InlineData("exit-thread", 7)]
    [InlineData("slow-exit", 7)]
    [InlineData("throw", 134)]
    [InlineData("failfast", 134)]
    [InlineData("signal", 143)]
    public async Task A_launched_target_ends_as_it_would_alone(string way, int exitCode)
    {
        using var folder = new TemporaryFolder();
        var random = new Random(1);
        var rounds = LongRun.Pick(1, 200 / Runs);
        for (var round = 0; round < rounds; round++)
        {
            var runs = Enumerable.Range(0, Runs).Select(_ => LaunchAsync(folder, way, random.Next(900, 1150), probe: true)).ToArray();
            Assert.All(await Task.WhenAll(runs), code => Assert.Equal(exitCode, code));
        }
        Console.WriteLine($"safety: {rounds * Runs} launched targets ended by {way} with {exitCode}");
    }

    /// <summary>That thread is what crashes a target at its end; without the probe nothing else tells the length of the pool's queue.</summary>
    [Theory]
    [InlineData(true, 7)]
    [InlineData(false, 9)]
    public async Task Only_without_the_probe_the_runtimes_counter_thread_is_started(bool probe, int exitCode)
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(exitCode, await LaunchAsync(folder, "counters", 500, probe));
    }

    private static async Task<int> LaunchAsync(TemporaryFolder folder, string way, int milliseconds, bool probe)
    {
        using var limit = new CancellationTokenSource(s_patience);
        var own = folder.File(Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(own);
        var request = new LaunchRequest("dotnet", [TestTarget.AssemblyPath, "end-after", own, way, $"{milliseconds}"], null, Children: false, probe);
        await using var capture = LaunchCapture.Start(request, TimeProvider.System);
        var processes = await capture.ProfileAsync(new Progress<CaptureProgress>(), limit.Token);
        foreach (var process in processes)
            process.Dispose();
        return await capture.WaitForExitAsync(limit.Token);
    }
}
