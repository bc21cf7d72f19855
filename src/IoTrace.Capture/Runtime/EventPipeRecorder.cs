using System.Net.Sockets;

using IoTrace.Capture.Keeping;

using Microsoft.Diagnostics.NETCore.Client;

namespace IoTrace.Capture.Runtime;

/// <summary>
/// One EventPipe session, copied to a file byte for byte by a thread of its own. The stream is read until its end whatever
/// happens: a session whose reader stops keeps the target from exiting (dotnet/diagnostics#5628).
/// </summary>
internal sealed class EventPipeRecorder : IDisposable
{
    private const int CopyBuffer = 128 * 1024;

    private readonly EventPipeSession session;
    private readonly string path;
    private readonly Socket? connection;
    private readonly int number;
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private EventPipeRecorder(EventPipeSession session, string path)
    {
        this.session = session;
        this.path = path;
        connection = (session.EventStream as NetworkStream)?.Socket;
        number = connection is null ? 0 : SessionKeeper.Begin(PeerOf(connection), (int)connection.SafeHandle.DangerousGetHandle());
        new Thread(Copy) { IsBackground = true, Name = "iotrace eventpipe" }.Start();
    }

    /// <summary>Bytes received so far.</summary>
    public long Bytes { get; private set; }

    /// <summary>Completes when the stream has ended: the session was stopped, or the target is gone.</summary>
    public Task Ended => ended.Task;

    /// <summary>Whether it was ended because this process was stopped, and the target was not to wait for it.</summary>
    public bool EndedByKeeper => SessionKeeper.HasEnded(number);

    /// <summary>Why the file could not be written, if so; the stream is still drained then.</summary>
    public Exception? WriteFailure { get; private set; }

    /// <summary>Starts a session. Stacks of events can only be left out on .NET 8 and later; earlier runtimes send them.</summary>
    /// <exception cref="DiagnosticsClientException">The runtime refused.</exception>
    /// <exception cref="OperationCanceledException">The runtime did not answer before <paramref name="cancel"/>.</exception>
    public static async Task<EventPipeRecorder> StartAsync(
        DiagnosticsClient client, EventPipeRequest request, string path, CancellationToken cancel)
    {
        EventPipeSession session;
        try
        {
            var configuration = new EventPipeSessionConfiguration(
                request.Providers, request.BufferMegabytes, requestRundown: request.Rundown, requestStackwalk: request.Stacks);
            session = await client.StartEventPipeSessionAsync(configuration, cancel).ConfigureAwait(false);
        }
        catch (UnsupportedCommandException)
        {
            session = await client.StartEventPipeSessionAsync(request.Providers, request.Rundown, request.BufferMegabytes, cancel)
                .ConfigureAwait(false);
        }

        return new EventPipeRecorder(session, path);
    }

    /// <summary>
    /// Stops the session and waits until the stream has been read to its end. False when the target did not answer in time;
    /// disposing closes the connection then, which ends the session in the target as well.
    /// </summary>
    /// <param name="limit">How long to wait at most.</param>
    /// <param name="abandon">Wait no longer.</param>
    public async Task<bool> StopAsync(TimeSpan limit, CancellationToken abandon)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(abandon);
        timeout.CancelAfter(limit);
        try
        {
            if (!ended.Task.IsCompleted)
            {
                await session.StopAsync(timeout.Token).ConfigureAwait(false);
            }

            await ended.Task.WaitAsync(timeout.Token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        catch (Exception e) when (e is IOException or DiagnosticsClientException or ObjectDisposedException)
        {
            // The target is gone or going: the end of the stream tells.
            return await Task.WhenAny(ended.Task, Task.Delay(limit, abandon)).ConfigureAwait(false) == ended.Task;
        }
    }

    public void Dispose()
    {
        try
        {
            // The keeper has the connection, too: to close it here alone would end nothing.
            connection?.Shutdown(SocketShutdown.Both);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It is over.
        }

        SessionKeeper.End(number);
        session.Dispose();
    }

    /// <summary>The process on the other side.</summary>
    private static int PeerOf(Socket connection)
    {
        const int SocketLevel = 1, PeerCredentials = 17;
        Span<byte> credentials = stackalloc byte[12];
        return connection.GetRawSocketOption(SocketLevel, PeerCredentials, credentials) >= sizeof(int) ? BitConverter.ToInt32(credentials) : 0;
    }

    private void Copy()
    {
        var buffer = new byte[CopyBuffer];
        try
        {
            using var file = OpenFile();
            while (session.EventStream.Read(buffer, 0, buffer.Length) is var count && count > 0)
            {
                Bytes += count;
                Write(file, buffer.AsSpan(0, count));
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // A target that dies breaks the connection; what came before is in the file.
        }
        finally
        {
            ended.SetResult();
        }
    }

    private FileStream? OpenFile()
    {
        try
        {
            return new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            WriteFailure = e;
            return null;
        }
    }

    private void Write(FileStream? file, ReadOnlySpan<byte> bytes)
    {
        if (file is null || WriteFailure is not null)
        {
            return;
        }

        try
        {
            file.Write(bytes);
        }
        catch (IOException e)
        {
            WriteFailure = e;
        }
    }
}

/// <summary>What to ask a runtime for.</summary>
/// <param name="BufferMegabytes">The size of the runtime's buffer; it drops events when that is full.</param>
/// <param name="Rundown">Whether to list all methods at the end.</param>
/// <param name="Stacks">Whether each event carries its stack.</param>
internal sealed record EventPipeRequest(
    IReadOnlyList<EventPipeProvider> Providers, int BufferMegabytes, bool Rundown, bool Stacks);
