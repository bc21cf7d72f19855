using System.Diagnostics;

using Microsoft.Diagnostics.NETCore.Client;

namespace IoTrace.Capture.Targets;

/// <summary>
/// Lets a runtime go on that waits at its start. First the variable that made it wait is put back as it was, so that its own
/// children do not wait too. Harmless for a runtime that does not wait, or was let go before.
/// </summary>
/// <param name="limit">How long to try in all.</param>
/// <param name="tryLimit">How long to wait for an answer before asking again: one that is lost must not cost the launch.</param>
internal sealed class StartupRelease(TimeSpan limit, TimeSpan tryLimit)
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(5);

    /// <summary>For a machine on which a runtime may have to wait long for a processor.</summary>
    public static StartupRelease Patient { get; } = new(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(3));

    /// <summary>How long it tries.</summary>
    public TimeSpan Limit => limit;

    /// <summary>The same for a process whose port is not open yet. False also where it cannot be opened.</summary>
    public async Task<bool> TryAsync(int pid)
    {
        using var expired = new CancellationTokenSource(limit);
        try
        {
            using var port = await DiagnosticPort.OpenAsync(pid, expired.Token).ConfigureAwait(false);
            return await TryAsync(port, pid).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IoTraceException or OperationCanceledException)
        {
            return !ProcessFacts.Exists(pid);
        }
    }

    /// <summary>
    /// Tries until it works or the process is gone: a runtime's socket is there a moment before it listens, and one that is not let go
    /// would wait for ever. False when it has not answered within the limit.
    /// </summary>
    public async Task<bool> TryAsync(DiagnosticPort port, int pid)
    {
        for (var start = Stopwatch.GetTimestamp(); ProcessFacts.Exists(pid);)
        {
            try
            {
                // The library's calls block without a limit of their own; a thread of their own keeps them out of the pool.
                await Task.Factory.StartNew(() => port.Use(Release), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)
                    .WaitAsync(tryLimit).ConfigureAwait(false);
                return true;
            }
            catch (Exception e) when (e is DiagnosticsClientException or IOException or TimeoutException)
            {
                if (Stopwatch.GetElapsedTime(start) > limit)
                {
                    return false;
                }

                await Task.Delay(RetryInterval).ConfigureAwait(false);
            }
        }

        return true;
    }

    private static void Release(DiagnosticsClient client)
    {
        client.SetEnvironmentVariable(ChildCommand.SuspendVariable, ChildCommand.OriginalSuspendValue ?? "0");
        client.ResumeRuntime();
    }
}
