using System.Net.Sockets;

using IoTrace.Testing;

namespace IoTrace.Capture.Tests.Support;

/// <summary>A diagnostic port that takes connections, and answers every request with success after so many that it leaves without an answer.</summary>
internal sealed class SilentRuntime : IDisposable
{
    // Diagnostics IPC protocol of dotnet/diagnostics: 14 bytes of magic, the size, command set 0xFF, command 0 (OK), two bytes
    // reserved; then an HRESULT.
    private static readonly byte[] Success = [.. "DOTNET_IPC_V1\0"u8, 24, 0, 0xFF, 0, 0, 0, 0, 0, 0, 0];

    private readonly TempFolder folder = new();
    private readonly Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly List<Socket> taken = [];
    private readonly Task serving;
    private int requests;

    public SilentRuntime(int silentFor)
    {
        listener.Bind(new UnixDomainSocketEndPoint(Address));
        listener.Listen();
        serving = ServeAsync(silentFor);
    }

    public string Address => folder.At("port");

    /// <summary>Requests that were taken so far.</summary>
    public int Requests => Volatile.Read(ref requests);

    public void Dispose()
    {
        listener.Dispose();
        serving.Wait(TimeSpan.FromSeconds(10));
        taken.ForEach(socket => socket.Dispose());
        folder.Dispose();
    }

    private async Task ServeAsync(int silentFor)
    {
        var buffer = new byte[4096];
        try
        {
            while (true)
            {
                var socket = await listener.AcceptAsync();
                taken.Add(socket);
                await socket.ReceiveAsync(buffer);
                if (Interlocked.Increment(ref requests) > silentFor) await socket.SendAsync(Success);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }
}
