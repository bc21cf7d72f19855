using System.Buffers.Binary;
using System.Net.Sockets;

using IoTrace.Capture.Os.Linux;

using Microsoft.Diagnostics.NETCore.Client;
using Microsoft.Win32.SafeHandles;

namespace IoTrace.Capture.Targets;

/// <summary>
/// The way to a runtime's diagnostic commands. The socket is looked up once and held; who serves it is asked of the kernel before a byte is
/// sent, and each command goes to that same socket.
/// </summary>
internal sealed class DiagnosticPort : IDisposable
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(5);

    private readonly SafeFileHandle? socket;

    /// <param name="socket">What the client's address leads to; closed with this.</param>
    internal DiagnosticPort(SafeFileHandle? socket, DiagnosticsClient client)
    {
        this.socket = socket;
        Client = client;
    }

    /// <summary>Sends the commands. Not to be used once this is disposed.</summary>
    public DiagnosticsClient Client { get; }

    /// <summary>Opens the port of a process. A runtime that is only starting has its socket a moment before it listens, and is waited for.</summary>
    /// <exception cref="IoTraceException">It has no socket of its own, or is gone.</exception>
    /// <exception cref="OperationCanceledException">It did not take the connection before <paramref name="cancel"/>.</exception>
    public static async Task<DiagnosticPort> OpenAsync(int pid, CancellationToken cancel)
    {
        if (!OperatingSystem.IsLinux())
        {
            return new DiagnosticPort(null, new DiagnosticsClient(pid));
        }

        var started = ProcessFacts.StartTime(pid);
        var user = ProcessFacts.User(pid);
        var socket = DiagnosticSocket.Open(pid, out _)
            ?? throw (ProcessFacts.Exists(pid) ? Errors.Refused(pid, "it has no diagnostic socket") : Errors.EndedBeforeAttach(pid));
        try
        {
            // A path like this leads to what the handle stands for, and is short enough for an address, however long the real one is.
            var address = ProcPath.OwnDescriptor(socket);
            var peer = await PeerAsync(address, pid, cancel).ConfigureAwait(false);
            if (peer.Pid != pid || (peer.User != user && peer.User != 0) || ProcessFacts.StartTime(pid) != started)
            {
                throw ProcessFacts.Exists(pid) ? Errors.Impostor(pid, peer.Pid, peer.User) : Errors.EndedBeforeAttach(pid);
            }

            // For a port to connect to, the connector holds nothing that would have to be given back.
            var connector = await DiagnosticsClientConnector.FromDiagnosticPort($"{address},connect", cancel).ConfigureAwait(false);
            return new DiagnosticPort(socket, connector.Instance);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Runs commands that block. The socket is held until they are over, although they be abandoned and this be disposed meanwhile: its number
    /// would soon stand for another one.
    /// </summary>
    public void Use(Action<DiagnosticsClient> commands)
    {
        var held = false;
        try
        {
            socket?.DangerousAddRef(ref held);
            commands(Client);
        }
        finally
        {
            if (held)
            {
                socket!.DangerousRelease();
            }
        }
    }

    public void Dispose() => socket?.Dispose();

    /// <summary>Who listens: the process that made the socket one that can be connected to (SO_PEERCRED, see unix(7)), as this namespace knows it.</summary>
    private static async Task<(int Pid, uint User)> PeerAsync(string address, int pid, CancellationToken cancel)
    {
        const int SocketLevel = 1, PeerCredentials = 17;
        for (; ; await Task.Delay(RetryInterval, cancel).ConfigureAwait(false))
        {
            using var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            try
            {
                await connection.ConnectAsync(new UnixDomainSocketEndPoint(address), cancel).ConfigureAwait(false);
            }
            catch (SocketException e) when (e.SocketErrorCode is SocketError.ConnectionRefused or SocketError.WouldBlock or SocketError.TryAgain)
            {
                if (!ProcessFacts.Exists(pid))
                {
                    throw Errors.EndedBeforeAttach(pid);
                }

                continue;
            }
            catch (SocketException e)
            {
                throw Errors.Refused(pid, e.Message);
            }

            // struct ucred: process, user, group.
            var credentials = new byte[12];
            _ = connection.GetRawSocketOption(SocketLevel, PeerCredentials, credentials);
            return (BinaryPrimitives.ReadInt32LittleEndian(credentials), BinaryPrimitives.ReadUInt32LittleEndian(credentials.AsSpan(4)));
        }
    }
}
