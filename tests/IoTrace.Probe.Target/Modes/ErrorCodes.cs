using System.Net;
using System.Net.Sockets;

namespace IoTrace.Probe.Target.Modes;

/// <summary>Meets every error path it can, over and over, and says which messages it saw: they must not depend on the probe.</summary>
internal static class ErrorCodes
{
    public static int Run(string[] arguments)
    {
        var folder = arguments[0];
        var rounds = int.Parse(arguments[1]);
        Handshake.Wait();
        var first = Round(folder);
        for (var i = 1; i < rounds; i++)
        {
            var again = Round(folder);
            if (again != first)
                return Handshake.Done($"DIFFERENT {first} {again}");
        }
        return Handshake.Done(first);
    }

    private static string Round(string folder)
    {
        var file = Path.Combine(folder, "file");
        File.WriteAllText(file, "x");
        var seen = new List<string>
        {
            Try(() => File.OpenHandle(Path.Combine(folder, "missing")).Dispose()),
            Try(() => File.OpenHandle(file, FileMode.CreateNew, FileAccess.Write).Dispose()),
            Try(() => File.OpenHandle(folder, FileMode.Open, FileAccess.Write).Dispose()),
            Try(() => File.OpenHandle(Path.Combine(file, "below")).Dispose()),
            Try(() => File.OpenHandle(Path.Combine(folder, new string('n', 300))).Dispose()),
            Try(() => { using var handle = File.OpenHandle(file, FileMode.Open, FileAccess.Write); RandomAccess.Read(handle, new byte[1], 0); }),
            Try(() => { using var handle = File.OpenHandle(file); RandomAccess.Write(handle, new byte[1], 0); }),
            Try(() => { using var handle = File.OpenHandle("/dev/full", FileMode.Open, FileAccess.Write); RandomAccess.Write(handle, new byte[1], 0); }),
            Try(() => Directory.Delete(folder)),
            Try(() => Directory.GetFiles(Path.Combine(folder, "missing"))),
            Try(() => File.Move(Path.Combine(folder, "missing"), Path.Combine(folder, "other"))),
            Try(() => File.Copy(Path.Combine(folder, "missing"), Path.Combine(folder, "other"))),
            Try(() => Directory.CreateDirectory(Path.Combine(file, "below"))),
            Try(() => File.CreateSymbolicLink(file, "anywhere")),
            Try(() => File.GetAttributes(Path.Combine(folder, "missing"))),
            Try(() => File.SetLastWriteTimeUtc(Path.Combine(folder, "missing"), DateTime.UnixEpoch)),
            Try(RefusedConnection),
            Try(ReceiveTimeout),
        };
        return string.Join(";", seen).Replace('\n', ' ');
    }

    private static string Try(Action action)
    {
        try
        {
            action();
            return "ok";
        }
        catch (SocketException failure)
        {
            return $"Socket:{failure.NativeErrorCode}";
        }
        catch (Exception failure)
        {
            return $"{failure.GetType().Name}:{failure.HResult:X}";
        }
    }

    private static void RefusedConnection()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Connect(IPAddress.Loopback, 1);
    }

    private static void ReceiveTimeout()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        socket.ReceiveTimeout = 1;
        socket.Receive(new byte[1]);
    }
}
