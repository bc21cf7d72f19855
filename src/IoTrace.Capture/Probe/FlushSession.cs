using Microsoft.Diagnostics.NETCore.Client;
using Microsoft.Diagnostics.Tracing;

namespace IoTrace.Capture.Probe;

/// <summary>The short session that asks for a flush; the probe says hello to it when the flush is done.</summary>
internal static class FlushSession
{
    /// <summary>
    /// Reads on a thread of its own, since reading blocks. The session is stopped, not just closed: the runtime finds a closed
    /// one on another thread some time later, and its "disabled" could then overtake the "enabled" of a session that follows.
    /// </summary>
    public static async Task<bool> WaitForHelloAsync(EventPipeSession session, CancellationToken cancellationToken)
    {
        var hello = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        var reader = new Thread(() => hello.TrySetResult(Read(session, hello))) { IsBackground = true, Name = "IoTrace flush" };
        reader.Start();
        var answered = await hello.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        await session.StopAsync(cancellationToken).ConfigureAwait(false);
        return answered;
    }

    private static bool Read(EventPipeSession session, TaskCompletionSource<bool> hello)
    {
        try
        {
            using var source = new EventPipeEventSource(session.EventStream);
            source.Dynamic.All += traceEvent =>
            {
                if (ProbeEventReader.TryRead(traceEvent) is ProbeHello)
                    hello.TrySetResult(true);
            };
            source.Process();
        }
        catch (Exception failure) when (failure is IOException or FormatException or ObjectDisposedException or EndOfStreamException)
        {
            // The session was closed, which is how this ends.
        }
        return false;
    }
}
