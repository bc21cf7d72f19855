using System.Net;
using System.Net.Sockets;

namespace IoTrace.Testing.Target.Modes.Network;

/// <summary>Sends a line to the log-server on --port every --period, and sleeps in between; --async awaits both.</summary>
internal static class LogSink
{
    public static void Start(Run run)
    {
        var period = run.Options.Time("period", 200);
        using var shipper = new Shipper(run.Options.Number("port", 0));
        run.Ready();
        if (run.Options.Has("async")) ShipAllAsync(run, shipper, period).GetAwaiter().GetResult();
        else ShipAll(run, shipper, period);
    }

    private static void ShipAll(Run run, Shipper shipper, TimeSpan period)
    {
        while (run.Goes)
        {
            shipper.Ship();
            run.Count();
            Thread.Sleep(period);
        }
    }

    private static async Task ShipAllAsync(Run run, Shipper shipper, TimeSpan period)
    {
        while (run.Goes)
        {
            await shipper.ShipAsync().ConfigureAwait(false);
            run.Count();
            await Task.Delay(period).ConfigureAwait(false);
        }
    }
}

/// <summary>User code around the socket; the name profiles must show.</summary>
internal sealed class Shipper : IDisposable
{
    private readonly NetworkStream _stream;
    private readonly byte[] _line = [.. "{\"level\":\"info\",\"message\":\"a line of the log\"}\n"u8];

    public Shipper(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(new IPEndPoint(IPAddress.Loopback, port));
        _stream = new NetworkStream(socket, ownsSocket: true);
    }

    public void Ship() => _stream.Write(_line);

    public ValueTask ShipAsync() => _stream.WriteAsync(_line);

    public void Dispose() => _stream.Dispose();
}
