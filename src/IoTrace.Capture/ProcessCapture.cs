using System.Collections.Immutable;

using IoTrace.Analysis.Observations;
using IoTrace.Analysis.Results;
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
    private const int SteadyBufferMegabytes = 64;
    private const int OperationsBufferMegabytes = 4;
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ProbeFlushLimit = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan ConnectInterval = TimeSpan.FromMilliseconds(5);
    private const int ConnectTries = 200;
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(10);

    private readonly ProcessInfo target;
    private readonly RecordingFolder folder;
    private readonly DiagnosticsClient client;
    private readonly CancellationTokenSource stopBursts = new();
    private readonly CancellationTokenSource abandonSessions = new();
    private readonly List<string> notes = [];
    private readonly DateTimeOffset startUtc;
    private readonly long start;
    private readonly bool attached;
    private readonly int processors;
    private readonly OsSampleWriter? osSamples;
    private readonly ThreadSampler? sampler;
    private readonly string? procfsObstacle;
    private Exception? samplingFailure;
    private EventPipeRecorder? steady;
    private EventPipeRecorder? operations;
    private readonly bool wantProbe;
    private ProbeFinalFile? probeFinal;
    private ProbeLoadResult? probe;
    private StackBursts? bursts;
    private Task burstsTask = Task.CompletedTask;

    private ProcessCapture(ProcessInfo target, DiagnosticsClient client, RecordingFolder folder, CaptureMode mode, TimeProvider time)
    {
        this.target = target;
        this.folder = folder;
        attached = mode.Attached;
        wantProbe = mode.Probe && OperatingSystem.IsLinux();
        this.client = client;
        if (OperatingSystem.IsLinux())
        {
            osSamples = new OsSampleWriter(new FileStream(folder.PathOf(RecordingNames.OsSamples), FileMode.CreateNew, FileAccess.Write, FileShare.Read, 1 << 16));
            sampler = new ThreadSampler(target.Pid, mode.FromBirth, osSamples);
            start = LibC.MonotonicNow();
            processors = ProcessFacts.Processors(target.Pid) ?? Environment.ProcessorCount;
        }
        else
        {
            procfsObstacle = "thread states are read from procfs, which only Linux has";
            processors = Environment.ProcessorCount;
            start = time.GetTimestamp() * (1_000_000_000 / time.TimestampFrequency);
        }

        startUtc = time.GetUtcNow();
    }

    public ProcessInfo Target => target;

    /// <summary>Completes when the runtime's stream has ended, which it does when the target exits.</summary>
    public Task TargetGone => steady?.Ended ?? Task.CompletedTask;

    /// <summary>Bytes of runtime events so far.</summary>
    public long Bytes => steady?.Bytes ?? 0;

    /// <summary>Bursts of stacks so far.</summary>
    public int BurstCount => bursts?.Count ?? 0;

    /// <summary>Processor time the target has taken while it was observed.</summary>
    public Duration TargetCpu => sampler?.TargetCpu ?? Duration.Zero;

    /// <summary>Starts every collector. For a suspended runtime <paramref name="beforeResume"/> is awaited before it is let go.</summary>
    /// <exception cref="IoTraceException">The runtime's events cannot be had: without them there is nothing to say.</exception>
    public static async Task<ProcessCapture> StartAsync(
        ProcessInfo target, RecordingFolder folder, CaptureMode mode, TimeProvider time, Func<DiagnosticsClient, Task>? beforeResume)
    {
        var client = await DiagnosticPort.ConnectAsync(target.Pid, CancellationToken.None).ConfigureAwait(false);
        var capture = new ProcessCapture(target, client, folder, mode, time);
        try
        {
            await capture.StartCollectorsAsync(beforeResume).ConfigureAwait(false);
            return capture;
        }
        catch
        {
            await capture.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Says something in the report's quality section.</summary>
    public void Note(string text) => notes.Add(text);

    /// <summary>Stops every collector, and returns what is known of the recording. The target runs on.</summary>
    public async Task<RecordingManifest> StopAsync(int? exitCode, double toolCpuSeconds)
    {
        var (from, to) = EndWindow();
        await stopBursts.CancelAsync().ConfigureAwait(false);
        if (ProcessFacts.State(target.Pid) is 'T' or 't')
        {
            // It cannot answer, and to wait for it would only delay the report. Its session ends with the connection.
            notes.Add("The target was stopped (SIGSTOP) when the session was to end; the last events may be missing.");
            await abandonSessions.CancelAsync().ConfigureAwait(false);
        }

        await FlushProbeAsync().ConfigureAwait(false);
        var operationsStop = operations?.StopAsync(StopLimit, abandonSessions.Token) ?? Task.FromResult(true);
        var steadyStops = steady?.StopAsync(StopLimit, abandonSessions.Token) ?? Task.FromResult(true);
        await burstsTask.ConfigureAwait(false);
        var steadyStopped = await steadyStops.ConfigureAwait(false);
        _ = await operationsStop.ConfigureAwait(false);
        if (!steadyStopped && !abandonSessions.IsCancellationRequested)
        {
            notes.Add("The target did not answer in time when the session was to end; the last events may be missing.");
        }

        var info = new TargetInfo(
            target.Pid, target.Name, target.RuntimeVersion, RuntimePlatform.Name, exitCode, target.CommandLine);
        return new RecordingManifest(
            RecordingManifest.CurrentVersion, ToolVersion.Text, RecordingManifest.MonotonicClock, info, startUtc.AddMicroseconds((from - start) / 1000.0), from, to,
            processors, Collectors(), [.. notes], toolCpuSeconds);
    }

    /// <summary>The window reaches from the first look to the last: all of the kernel's totals are known at both.</summary>
    private (long From, long To) EndWindow()
    {
        if (sampler is null || !OperatingSystem.IsLinux())
        {
            return (start, start);
        }

        sampler.Stop();
        samplingFailure = sampler.Failure;
        try
        {
            if (samplingFailure is null)
            {
                osSamples?.Complete(sampler.LastSweep);
            }

            osSamples?.Dispose();
        }
        catch (IOException e)
        {
            samplingFailure = e;
        }

        return (sampler.WindowStart.Nanoseconds, samplingFailure is null ? sampler.LastSweep.Nanoseconds : LibC.MonotonicNow());
    }

    public async ValueTask DisposeAsync()
    {
        await stopBursts.CancelAsync().ConfigureAwait(false);
        sampler?.Dispose();
        osSamples?.Dispose();
        await burstsTask.ConfigureAwait(false);
        steady?.Dispose();
        operations?.Dispose();
        stopBursts.Dispose();
        abandonSessions.Dispose();
    }

    private async Task StartCollectorsAsync(Func<DiagnosticsClient, Task>? beforeResume)
    {
        using var limit = new CancellationTokenSource(AnswerLimit);
        try
        {
            var request = new EventPipeRequest(SteadyProviders(), SteadyBufferMegabytes, Rundown: false, Stacks: false);
            steady = await StartSteadyAsync(request, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            throw Errors.Silent(target.Pid, AnswerLimit);
        }
        catch (ServerNotAvailableException) when (!ProcessFacts.Exists(target.Pid))
        {
            throw Errors.EndedBeforeAttach(target.Pid);
        }
        catch (Exception e) when (e is DiagnosticsClientException or IOException or UnauthorizedAccessException)
        {
            throw ProcessFacts.Exists(target.Pid) ? Errors.Refused(target.Pid, e.Message) : Errors.EndedBeforeAttach(target.Pid);
        }

        if (wantProbe)
        {
            await StartOperationsAsync(limit.Token).ConfigureAwait(false);
            probe = await ProbeLoader.LoadAsync(client, target.Pid, target.RuntimeVersion, AnswerLimit, CancellationToken.None).ConfigureAwait(false);
        }

        // Not sooner: a target that is held back at its start would be seen waiting, for us.
        sampler?.Start();
        if (beforeResume is not null)
        {
            await beforeResume(client).ConfigureAwait(false);
        }

        bursts = new StackBursts(client, number => folder.PathOf(RecordingNames.Burst(number)), rundownFirst: attached, () => ProcessFacts.Exists(target.Pid));
        burstsTask = bursts.RunAsync(stopBursts.Token, abandonSessions.Token);
    }

    private IReadOnlyList<EventPipeProvider> SteadyProviders()
    {
        if (!wantProbe || ProbeLoader.Check(target.Pid, target.RuntimeVersion) is ProbeAvailability.Unavailable)
        {
            return [.. Providers.Steady, .. Providers.PoolCounters];
        }

        probeFinal = new ProbeFinalFile(folder.PathOf(RecordingNames.ProbeFinal));
        return [.. Providers.Steady, ProbeProvider.CreateSums(new ProbeOptions { FinalFile = probeFinal.Path })];
    }

    /// <summary>
    /// The probe's slow operations in a session of their own: theirs are the only events whose stacks are taken all the time, which
    /// their rate limit makes affordable. Without it call sites come from the bursts alone.
    /// </summary>
    private async Task StartOperationsAsync(CancellationToken limit)
    {
        if (probeFinal is null)
        {
            return;
        }

        try
        {
            var provider = ProbeProvider.CreateOperations(new ProbeOptions { FinalFile = probeFinal.Path });
            var request = new EventPipeRequest([provider], OperationsBufferMegabytes, Rundown: false, Stacks: true);
            operations = await EventPipeRecorder.StartAsync(client, request, folder.PathOf(RecordingNames.Operations), limit).ConfigureAwait(false);
        }
        catch (Exception e) when (e is DiagnosticsClientException or IOException or OperationCanceledException)
        {
            // A target that refuses or ends meanwhile: the collectors that matter more have noticed or will.
            notes.Add("The stacks of slow operations could not be had; call sites come from samples alone.");
        }
    }

    /// <summary>Brings home what the probe has counted since it last told; a target that has ended has left it in the final file.</summary>
    private async Task FlushProbeAsync()
    {
        if (probe is not ProbeLoadResult.Loaded || TargetGone.IsCompleted || abandonSessions.IsCancellationRequested)
        {
            return;
        }

        // While the file is there the probe takes the session's end for the process's.
        probeFinal?.Dispose();
        if (!await ProbeLoader.FlushAsync(client, ProbeFlushLimit, CancellationToken.None).ConfigureAwait(false))
        {
            notes.Add("The probe did not answer when it was to tell its last figures; up to a second of operations may be missing.");
        }
    }

    /// <summary>A runtime that is just starting has its socket a moment before it listens.</summary>
    private async Task<EventPipeRecorder> StartSteadyAsync(EventPipeRequest request, CancellationToken limit)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                return await EventPipeRecorder.StartAsync(client, request, folder.PathOf(RecordingNames.Runtime), limit).ConfigureAwait(false);
            }
            catch (ServerNotAvailableException) when (tries < ConnectTries && ProcessFacts.Exists(target.Pid))
            {
                await Task.Delay(ConnectInterval, limit).ConfigureAwait(false);
            }
        }
    }

    private ImmutableArray<CollectorStatus> Collectors() =>
    [
        steady?.WriteFailure is { } failure
            ? new CollectorStatus("eventpipe", "degraded", $"its events could not all be written: {failure.Message}", "free some space, or set TMPDIR to another disk")
            : new CollectorStatus("eventpipe", "ok", null, null),
        bursts switch
        {
            { Failure: { } why } => new CollectorStatus("stacks", BurstCount > 0 ? "degraded" : "unavailable", why, null),
            { Count: 0 } or null => new CollectorStatus("stacks", "unavailable", "the target ended before the first burst", null),
            _ => new CollectorStatus("stacks", "ok", null, null),
        },
        sampler switch
        {
            null => new CollectorStatus("procfs", "unavailable", procfsObstacle, null),
            _ when samplingFailure is { } error => new CollectorStatus("procfs", "degraded", $"its samples could not all be written: {error.Message}", "free some space, or set TMPDIR to another disk"),
            { CallsHidden: true } => new CollectorStatus(
                "procfs", "degraded", "the kernel hides what blocked threads wait for (Yama's ptrace_scope)",
                "launch the program with iotrace instead, run iotrace as root, or set kernel.yama.ptrace_scope to 0"),
            _ => new CollectorStatus("procfs", "ok", null, null),
        },
        probe switch
        {
            null => new CollectorStatus("probe", "off", "exact operations of files and sockets were not asked for", "add --probe"),
            ProbeLoadResult.NotLoaded(var why, var remedy) => new CollectorStatus("probe", "unavailable", why, remedy),
            _ => new CollectorStatus("probe", "ok", null, null),
        },
    ];
}

/// <summary>How to profile a process.</summary>
/// <param name="Attached">Whether it ran before, so that methods compiled earlier have to be listed.</param>
/// <param name="FromBirth">Whether the window reaches back to its start, because we started it.</param>
/// <param name="Probe">Whether to load the probe into it.</param>
internal readonly record struct CaptureMode(bool Attached, bool FromBirth, bool Probe);
