using IoTrace.Analysis.Results;
using IoTrace.Capture.Targets;

using Microsoft.Diagnostics.NETCore.Client;

namespace IoTrace.Capture.Runtime;

/// <summary>The session of runtime events that runs from beginning to end. Without it there is nothing to say.</summary>
internal sealed class SteadySession : IDisposable
{
    private const int BufferMegabytes = 64;
    private const int ConnectTries = 200;
    private static readonly TimeSpan ConnectInterval = TimeSpan.FromMilliseconds(5);

    private readonly EventPipeRecorder recorder;

    private SteadySession(EventPipeRecorder recorder) => this.recorder = recorder;

    /// <summary>Completes when the stream has ended, which it does when the target exits.</summary>
    public Task Ended => recorder.Ended;

    /// <summary>Whether it was ended because this process was stopped.</summary>
    public bool EndedByKeeper => recorder.EndedByKeeper;

    /// <summary>Bytes so far.</summary>
    public long Bytes => recorder.Bytes;

    /// <summary>Why its events could not all be written; null where they could.</summary>
    public Exception? WriteFailure => recorder.WriteFailure;

    public CollectorStatus Status => recorder.WriteFailure is { } failure
        ? new CollectorStatus("eventpipe", "degraded", $"its events could not all be written: {failure.Message}", "free some space, or set TMPDIR to another disk")
        : new CollectorStatus("eventpipe", "ok", null, null);

    /// <param name="path">The file to write.</param>
    /// <param name="limit">The time there is for an answer.</param>
    /// <param name="expired">Is cancelled when that time is over.</param>
    /// <exception cref="IoTraceException">The target refused, did not answer in time, or has ended.</exception>
    public static async Task<SteadySession> StartAsync(
        DiagnosticsClient client, int pid, IReadOnlyList<EventPipeProvider> providers, string path, TimeSpan limit, CancellationToken expired)
    {
        var request = new EventPipeRequest(providers, BufferMegabytes, Rundown: false, Stacks: false);
        try
        {
            return new SteadySession(await ConnectAsync(client, pid, request, path, expired).ConfigureAwait(false));
        }
        catch (Exception e) when (e is OperationCanceledException or TimeoutException)
        {
            throw Errors.Silent(pid, limit);
        }
        catch (Exception e) when (e is DiagnosticsClientException or IOException or UnauthorizedAccessException)
        {
            throw ProcessFacts.Exists(pid) ? Errors.Refused(pid, e.Message) : Errors.EndedBeforeAttach(pid);
        }
    }

    /// <summary>Whether the target answered in time.</summary>
    public Task<bool> StopAsync(TimeSpan limit, CancellationToken abandon) => recorder.StopAsync(limit, abandon);

    public void Dispose() => recorder.Dispose();

    /// <summary>A runtime that is just starting has its socket a moment before it listens.</summary>
    private static async Task<EventPipeRecorder> ConnectAsync(
        DiagnosticsClient client, int pid, EventPipeRequest request, string path, CancellationToken expired)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                return await EventPipeRecorder.StartAsync(client, request, path, expired).ConfigureAwait(false);
            }
            catch (ServerNotAvailableException) when (tries < ConnectTries && ProcessFacts.Exists(pid))
            {
                await Task.Delay(ConnectInterval, expired).ConfigureAwait(false);
            }
        }
    }
}
