using System.Diagnostics;

using IoTrace.Analysis.Results;
using IoTrace.Capture.Os.Linux;
using IoTrace.Capture.Recording;
using IoTrace.Capture.Runtime;
using IoTrace.Capture.Targets;

using Microsoft.Diagnostics.NETCore.Client;

namespace IoTrace.Capture.Probe;

/// <summary>
/// The probe in one target: its sums come with the session that runs from beginning to end, its slow operations in a session of
/// their own, and what a target leaves behind at its end in a file.
/// </summary>
internal sealed class ProbeCollector : IAsyncDisposable
{
    private const string Name = "probe";
    private const int OperationsBufferMegabytes = 4;
    private static readonly TimeSpan LoadLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan FlushLimit = TimeSpan.FromSeconds(3);

    /// <summary>
    /// A launched program has its session of slow operations only when it has lived for this long: at a program's end the runtime waits for
    /// each session that has nothing to tell up to a tenth of a second, which one that ends at once would not be worth.
    /// </summary>
    private static readonly TimeSpan StartOfProgram = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan EndPoll = TimeSpan.FromMilliseconds(10);

    private static readonly TimeSpan SessionLimit = TimeSpan.FromSeconds(10);

    private readonly ProcessInfo target;
    private readonly DiagnosticsClient client;
    private readonly string operationsPath;
    private readonly Action<string> note;
    private readonly ProbeFinalFile? finalFile;
    private ProbeStage? stage;
    private ProbeLoadResult.NotLoaded? notStaged;
    private bool flushed;
    private readonly CancellationTokenSource stopping = new();
    private Task operationsStart = Task.CompletedTask;
    private EventPipeRecorder? operations;
    private ProbeLoadResult? result;

    /// <param name="note">Takes what the report is to say of its quality.</param>
    public ProbeCollector(ProcessInfo target, DiagnosticsClient client, RecordingFolder folder, Action<string> note)
    {
        this.target = target;
        this.client = client;
        this.note = note;
        operationsPath = folder.PathOf(RecordingNames.Operations);
        var availability = ProbeLoader.Check(target.Pid, target.RuntimeVersion);
        if (NeedsStage(availability))
        {
            availability = Stage();
        }

        finalFile = availability is ProbeAvailability.Unavailable ? null : new ProbeFinalFile(folder.PathOf(RecordingNames.ProbeFinal));
    }

    /// <summary>What to say where it was not asked for.</summary>
    public static CollectorStatus Off { get; } = new(Name, "off", "exact operations of files and sockets were not asked for", "add --probe");

    /// <summary>What the session that runs from beginning to end has to ask for; null when the probe cannot run in this target.</summary>
    public EventPipeProvider? Sums => finalFile is null ? null : ProbeProvider.CreateSums(Options);

    /// <summary>Why slow operations could not all be written; null where they could.</summary>
    public Exception? WriteFailure => operations?.WriteFailure;

    public CollectorStatus Status => result is ProbeLoadResult.NotLoaded(var why, var remedy)
        ? new CollectorStatus(Name, "unavailable", why, remedy)
        : new CollectorStatus(Name, "ok", null, null);

    private ProbeOptions Options => new() { FinalFile = stage?.FinalFile ?? finalFile?.Path };

    /// <summary>Starts the session of slow operations, and loads the probe. The session with <see cref="Sums"/> has to run already.</summary>
    /// <param name="fromBirth">Whether the program is only just starting.</param>
    public async Task StartAsync(bool fromBirth)
    {
        operationsStart = StartOperationsAsync(fromBirth ? StartOfProgram : TimeSpan.Zero);
        if (!fromBirth)
        {
            await operationsStart.ConfigureAwait(false);
        }

        result = notStaged
            ?? await ProbeLoader.LoadAsync(client, target.Pid, target.RuntimeVersion, stage, LoadLimit, CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>
    /// Brings home what the probe has counted since it last told, while all sessions still run. Only for a target that lives: one that
    /// has ended has left it in the final file.
    /// </summary>
    public async Task FlushAsync()
    {
        if (result is not ProbeLoadResult.Loaded)
        {
            return;
        }

        // While the file is there the probe takes the session's end for the process's.
        flushed = true;
        finalFile?.Dispose();
        stage?.RemoveFinal();
        if (!await ProbeLoader.FlushAsync(client, FlushLimit, CancellationToken.None).ConfigureAwait(false))
        {
            note("The probe did not answer when it was to tell its last figures; up to a second of operations may be missing.");
        }
    }

    /// <summary>Stops the session of slow operations; one that does not end in time is left to its disposal.</summary>
    public async Task StopAsync(TimeSpan limit, CancellationToken abandon)
    {
        await stopping.CancelAsync().ConfigureAwait(false);
        await operationsStart.ConfigureAwait(false);
        if (operations is not null)
        {
            _ = await operations.StopAsync(limit, abandon).ConfigureAwait(false);
        }

        if (stage is not null && finalFile is not null && !flushed)
        {
            await TakeFinalAsync(stage, finalFile).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync().ConfigureAwait(false);
        await operationsStart.ConfigureAwait(false);
        operations?.Dispose();
        stage?.Dispose();
        stopping.Dispose();
    }

    /// <summary>Whether the target needs a copy of the probe, or, as another user or in another root, its own place for the final file.</summary>
    private bool NeedsStage(ProbeAvailability availability) => availability switch
    {
        ProbeAvailability.Unavailable { NeedsCopy: var needsCopy } => needsCopy,
        _ => target.Place is { HasOwnFiles: true } || ProcessCredentials.Of(target.Pid)?.FileUser != LibC.EffectiveUser(),
    };

    private ProbeAvailability Stage()
    {
        try
        {
            stage = ProbeStage.Make(target.Pid, Path.Combine(AppContext.BaseDirectory, ProbeLoader.AssemblyFile));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            notStaged = new ProbeLoadResult.NotLoaded(
                $"the probe could not be put where the target sees it: {e.Message.TrimEnd('.')}", "give the target a TMPDIR of its own that it can write to, or run IoTrace inside its container");
            return new ProbeAvailability.Unavailable(notStaged.Reason, notStaged.Remedy);
        }

        return ProbeLoader.Check(target.Pid, target.RuntimeVersion, AppContext.BaseDirectory, stage);
    }

    /// <summary>The runtime closes its sessions before the probe writes, in the last moments of the process.</summary>
    private async Task TakeFinalAsync(ProbeStage from, ProbeFinalFile to)
    {
        for (var start = Stopwatch.GetTimestamp(); ProcessFacts.Exists(target.Pid) && Stopwatch.GetElapsedTime(start) < EndLimit;)
        {
            await Task.Delay(EndPoll).ConfigureAwait(false);
        }

        try
        {
            from.TakeFinal(to.Path);
        }
        catch (IOException e)
        {
            note($"What the probe counted in the target's last second could not be fetched: {e.Message.TrimEnd('.')}.");
        }
    }

    /// <summary>
    /// The probe's slow operations in a session of their own: theirs are the only events whose stacks are taken all the time, which
    /// their rate limit makes affordable. Without it call sites come from the bursts alone.
    /// </summary>
    private async Task StartOperationsAsync(TimeSpan after)
    {
        if (finalFile is null)
        {
            return;
        }

        await Task.Delay(after, stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (stopping.IsCancellationRequested)
        {
            return;
        }

        try
        {
            using var limit = new CancellationTokenSource(SessionLimit);
            var request = new EventPipeRequest([ProbeProvider.CreateOperations(Options)], OperationsBufferMegabytes, Rundown: false, Stacks: true);
            operations = await EventPipeRecorder.StartAsync(client, request, operationsPath, limit.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is DiagnosticsClientException or IOException or OperationCanceledException)
        {
            // The collectors that matter more have noticed or will.
            if (!ProcessFacts.Exists(target.Pid))
            {
                return;
            }

            note("The stacks of slow operations could not be had; call sites come from samples alone.");
        }
    }
}
