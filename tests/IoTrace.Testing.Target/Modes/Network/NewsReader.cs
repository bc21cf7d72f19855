using System.Net;
using System.Net.Sockets;

namespace IoTrace.Testing.Target.Modes.Network;

/// <summary>Reads what a server on --port says of its own accord; it asks nothing. A log-server says nothing.</summary>
internal static class NewsReader
{
    public static void Start(Run run)
    {
        using var news = new News(run.Options.Number("port", 0));
        run.Ready();
        while (run.Goes && news.Next() > 0) run.Count();
    }
}

/// <summary>User code around the socket; the name profiles must show.</summary>
internal sealed class News : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly byte[] _buffer = new byte[4096];

    public News(int port) => _socket.Connect(new IPEndPoint(IPAddress.Loopback, port));

    public int Next() => _socket.Receive(_buffer);

    public void Dispose() => _socket.Dispose();
}
