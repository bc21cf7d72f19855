using System.Collections.Immutable;

using IoTrace.Analysis.Observations;
using IoTrace.Analysis.Results;
using IoTrace.Capture.Os;
using IoTrace.Capture.Os.Linux;
using IoTrace.Capture.Probe;
using IoTrace.Capture.Recording;
using IoTrace.Capture.Runtime;
using IoTrace.Capture.Targets;

using Microsoft.Diagnostics.NETCore.Client;

namespace IoTrace.Capture;

/// <summary>
/// All collectors on one process, writing to one folder. A collector that cannot run never stops the others; what each
/// delivered is written into the manifest.
/// </summary>
internal sealed class ProcessCapture : IAsyncDisposable
{
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(10);

    private readonly ProcessInfo target;
    private readonly DiagnosticPort port;
    private readonly DiagnosticsClient client;
    private readonly RecordingFolder folder;
    private readonly ClockAnchor start;
    private readonly int processors;
    private readonly CaptureMode mode;
    private readonly List<string> notes = [];
    private readonly CancellationTokenSource stopBursts = new();
    private readonly CancellationTokenSource abandonSessions = new();
    private readonly ThreadStateCollector? threads;
    private readonly ProbeCollector? probe;
    private readonly NeighbourSurvey? neighbours;
    private readonly StackBursts bursts;
    private SteadySession? steady;
    private Task burstsTask = Task.CompletedTask;

    private ProcessCapture(ProcessInfo target, DiagnosticPort port, RecordingFolder folder, CaptureMode mode, TimeProvider time)
    {
        this.target = target;
        this.port = port;
        client = port.Client;
        this.folder = folder;
        if (OperatingSystem.IsLinux())
        {
            neighbours = new NeighbourSurvey(target.Pid);
            threads = new ThreadStateCollector(target.Pid, mode.FromBirth, folder.PathOf(RecordingNames.OsSamples));
            probe = mode.Probe ? new ProbeCollector(target, client, folder, Note) : null;
        }

        if (target.Place is { } place)
        {
            Note($"The target lives in {place.Describe(target.Pid)}; files are named as it sees them.");
        }

        bursts = new StackBursts(client, number => folder.PathOf(RecordingNames.Burst(number)), rundownFirst: mode.Attached, () => ProcessFacts.Exists(target.Pid));
        this.mode = mode;
        start = ClockAnchor.Now(time);
        processors = (OperatingSystem.IsLinux() ? ProcessFacts.Processors(target.Pid) : null) ?? Environment.ProcessorCount;
    }

    public ProcessInfo Target => target;

    /// <summary>Completes when the runtime's stream has ended, which it does when the target exits.</summary>
    public Task TargetGone => steady?.Ended ?? Task.CompletedTask;

    /// <summary>Whether the stream has ended because this process was stopped, and the target was not to wait for it.</summary>
    public bool IsCutShort => steady is { Ended.IsCompleted: true, EndedByKeeper: true };

    /// <summary>Bytes of runtime events so far.</summary>
    public long Bytes => steady?.Bytes ?? 0;

    /// <summary>Processor time the target has taken while it was observed.</summary>
    public Duration TargetCpu => threads?.TargetCpu ?? Duration.Zero;

    /// <summary>Starts every collector. For one that is held back at its start, <paramref name="letGo"/> is awaited as soon as its events are taken.</summary>
    /// <exception cref="IoTraceException">The runtime's events cannot be had: without them there is nothing to say.</exception>
    public static async Task<ProcessCapture> StartAsync(
        ProcessInfo target, RecordingFolder folder, CaptureMode mode, TimeProvider time, Func<DiagnosticPort, Task>? letGo)
    {
        var capture = new ProcessCapture(target, await OpenPortAsync(target.Pid).ConfigureAwait(false), folder, mode, time);
        try
        {
            await capture.StartCollectorsAsync(letGo).ConfigureAwait(false);
            return capture;
        }
        catch
        {
            await capture.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Why not everything could be written that was collected; null where it could. Final once it was stopped.</summary>
    public Exception? WriteFailure => steady?.WriteFailure ?? threads?.WriteFailure ?? bursts.WriteFailure ?? probe?.WriteFailure;

    /// <summary>Says something in the report's quality section.</summary>
    public void Note(string text) => notes.Add(text);

    /// <summary>Stops every collector, and returns what is known of the recording. The target runs on.</summary>
    public async Task<RecordingManifest> StopAsync(int? exitCode, double toolCpuSeconds)
    {
        var (from, to) = threads?.End() ?? (start.Monotonic, start.Monotonic);
        await stopBursts.CancelAsync().ConfigureAwait(false);
        if (ProcessFacts.State(target.Pid) is 'T' or 't')
        {
            // It cannot answer, and to wait for it would only delay the report. Its session ends with the connection.
            Note("The target was stopped (SIGSTOP) when the session was to end; the last events may be missing.");
            await abandonSessions.CancelAsync().ConfigureAwait(false);
        }

        if (IsCutShort)
        {
            Note("iotrace itself was stopped (SIGSTOP, Ctrl+Z or a debugger) while it recorded. Its sessions were ended so that the target could go on; the events end there.");
        }

        if (neighbours?.Tell() is { } busy)
        {
            Note(busy);
        }

        await StopSessionsAsync().ConfigureAwait(false);
        if (WriteFailure is { } failure)
        {
            Note($"Data were lost while they were recorded: {failure.Message.TrimEnd('.')}. The report rests on what came before.");
        }

        var info = new TargetInfo(
            target.Pid, target.Name, target.RuntimeVersion, RuntimePlatform.Name, exitCode, target.CommandLine)
        {
            InnerPid = target.Place?.InnerPid,
            Container = target.Place?.Container,
        };
        return new RecordingManifest(
            RecordingManifest.CurrentVersion, ToolVersion.Text, RecordingManifest.MonotonicClock, info,
            start.ToUtc(from), from.Nanoseconds, to.Nanoseconds,
            processors, Collectors(), [.. notes], toolCpuSeconds)
        {
            MemoryCost = MemoryCosts.Measure(),
        };
    }

    public async ValueTask DisposeAsync()
    {
        // Who has stopped it properly has nothing left to abandon; who has not is in a hurry.
        await abandonSessions.CancelAsync().ConfigureAwait(false);
        await stopBursts.CancelAsync().ConfigureAwait(false);
        threads?.Dispose();
        await burstsTask.ConfigureAwait(false);
        steady?.Dispose();
        if (probe is not null)
        {
            await probe.DisposeAsync().ConfigureAwait(false);
        }

        stopBursts.Dispose();
        abandonSessions.Dispose();
        port.Dispose();
    }

    private static async Task<DiagnosticPort> OpenPortAsync(int pid)
    {
        using var limit = new CancellationTokenSource(AnswerLimit);
        try
        {
            return await DiagnosticPort.OpenAsync(pid, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            throw Errors.Silent(pid, AnswerLimit);
        }
    }

    private async Task StartCollectorsAsync(Func<DiagnosticPort, Task>? letGo)
    {
        using var limit = new CancellationTokenSource(AnswerLimit);
        IReadOnlyList<EventPipeProvider> providers = [.. Providers.Steady, .. probe?.Sums is { } sums ? [sums] : Providers.PoolCounters];
        steady = await SteadySession.StartAsync(client, target.Pid, providers, folder.PathOf(RecordingNames.Runtime), AnswerLimit, limit.Token).ConfigureAwait(false);
        if (probe is not null)
        {
            await probe.StartAsync(mode.FromBirth).ConfigureAwait(false);
        }

        if (letGo is not null)
        {
            await letGo(port).ConfigureAwait(false);
        }

        // Not sooner: a target that is held back at its start would be seen waiting, for us. Of the probe's first period as much counts as lies
        // in the window. A session that asks the probe to tell where the window begins would end with a command that ends the counting.
        threads?.Start();
        burstsTask = mode.Stacks ? bursts.RunAsync(stopBursts.Token, abandonSessions.Token) : Task.CompletedTask;
    }

    /// <summary>The probe's last figures first: once a session is stopped, nothing reaches it any more.</summary>
    private async Task StopSessionsAsync()
    {
        if (probe is not null && !TargetGone.IsCompleted && !abandonSessions.IsCancellationRequested)
        {
            await probe.FlushAsync().ConfigureAwait(false);
        }

        var probeStop = probe?.StopAsync(StopLimit, abandonSessions.Token) ?? Task.CompletedTask;
        var steadyStop = steady?.StopAsync(StopLimit, abandonSessions.Token) ?? Task.FromResult(true);
        await burstsTask.ConfigureAwait(false);
        var answered = await steadyStop.ConfigureAwait(false);
        await probeStop.ConfigureAwait(false);
        if (!answered && !abandonSessions.IsCancellationRequested)
        {
            Note("The target did not answer in time when the session was to end; the last events may be missing.");
        }
    }

    private ImmutableArray<CollectorStatus> Collectors() =>
    [
        steady!.Status,
        mode.Stacks ? bursts.Status : StackBursts.Off,
        threads?.Status ?? ThreadStateCollector.NotHere,
        probe?.Status ?? ProbeCollector.Off,
    ];
}
