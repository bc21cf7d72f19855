using System.Net;
using System.Net.Sockets;
using Microsoft.Win32.SafeHandles;

namespace IoTrace.Probe.Target.Modes;

/// <summary>Takes all descriptors that it may have, and then does one of everything.</summary>
internal static class Exhausted
{
    public static int Run(string[] arguments)
    {
        var folder = arguments[0];
        // The program's own assemblies are loaded before the handles are gone.
        var expected = Everything(folder);
        Handshake.Wait();
        var taken = new List<SafeFileHandle>();
        try
        {
            while (true)
                taken.Add(File.OpenHandle("/dev/null"));
        }
        catch (IOException)
        {
            // None is left.
        }
        var failed = Everything(folder);
        taken.ForEach(handle => handle.Dispose());
        return Handshake.Done($"{expected} {failed} {Everything(folder)}");
    }

    /// <summary>How many of the operations failed.</summary>
    private static int Everything(string folder)
    {
        var file = Path.Combine(folder, "file");
        Action[] operations =
        [
            () => File.WriteAllText(file, "x"), () => File.ReadAllText(file), () => File.Copy(file, file + "2", overwrite: true),
            () => File.Move(file, file + "3", overwrite: true), () => File.Delete(file + "3"), () => File.Exists(file),
            () => Directory.CreateDirectory(Path.Combine(folder, "sub")), () => Directory.GetFiles(folder),
            () => Directory.Delete(Path.Combine(folder, "sub")), () => File.SetLastWriteTime(folder, DateTime.UnixEpoch), Talk,
        ];
        return operations.Count(operation => !Succeeds(operation));
    }

    private static void Talk()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var client = new TcpClient();
        client.Connect((IPEndPoint)listener.LocalEndpoint);
        using var server = listener.AcceptTcpClient();
        server.GetStream().WriteByte(1);
        client.GetStream().ReadByte();
    }

    private static bool Succeeds(Action operation)
    {
        try
        {
            operation();
            return true;
        }
        catch (Exception failure) when (failure is IOException or SocketException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
