using System.Diagnostics;

using IoTrace.Capture.Targets;
using IoTrace.Capture.Tests.Support;

using Microsoft.Diagnostics.NETCore.Client;

namespace IoTrace.Capture.Tests.Targets;

public sealed class StartupReleaseTests
{
    private static readonly StartupRelease Hasty = new(limit: TimeSpan.FromSeconds(1), tryLimit: TimeSpan.FromMilliseconds(300));

    [Fact]
    public async Task An_answer_that_is_lost_is_asked_for_again()
    {
        using var runtime = new SilentRuntime(silentFor: 1);
        var port = await ConnectAsync(runtime);

        Assert.True(await new StartupRelease(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(1)).TryAsync(port, Environment.ProcessId));
        Assert.InRange(runtime.Requests, 3, int.MaxValue);
    }

    [Fact]
    public async Task A_runtime_that_never_answers_is_given_up_after_the_limit()
    {
        using var runtime = new SilentRuntime(silentFor: int.MaxValue);
        var port = await ConnectAsync(runtime);
        var start = Stopwatch.GetTimestamp();

        Assert.False(await Hasty.TryAsync(port, Environment.ProcessId));
        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 1, 20);
    }

    [Fact]
    public async Task A_process_that_is_gone_needs_no_release()
    {
        using var runtime = new SilentRuntime(silentFor: int.MaxValue);

        Assert.True(await Hasty.TryAsync(await ConnectAsync(runtime), int.MaxValue));
    }

    private static async Task<DiagnosticPort> ConnectAsync(SilentRuntime runtime) =>
        new(null, (await DiagnosticsClientConnector.FromDiagnosticPort($"{runtime.Address},connect", CancellationToken.None)).Instance);
}
