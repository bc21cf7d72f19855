using System.Globalization;
using System.Net;
using System.Net.Sockets;

using IoTrace.Capture.Os.Linux;

namespace IoTrace.Capture.Tests.Os.Linux;

public class SocketTests
{
    private static long Inode(Socket socket) =>
        long.Parse(LibC.ReadLink($"/proc/self/fd/{socket.Handle}")!["socket:[".Length..^1], CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public void A_connected_socket_is_named_by_its_other_end(string address)
    {
        if (address.Contains(':', StringComparison.Ordinal) && !Socket.OSSupportsIPv6)
        {
            return;
        }

        using var listener = new TcpListener(IPAddress.Parse(address), 0);
        listener.Start();
        using var client = new Socket(listener.LocalEndpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        client.Connect(listener.LocalEndpoint);
        using var server = listener.AcceptSocket();
        var table = new SocketTable(Environment.ProcessId);
        Assert.Equal((ResourceKind.Socket, listener.LocalEndpoint.ToString()!), table.Find(Inode(client)));
        // Whoever opened it may never ask anything.
        Assert.Equal((ResourceKind.Listener, client.LocalEndPoint!.ToString()!), table.Find(Inode(server)));
        Assert.Equal((ResourceKind.Listener, listener.LocalEndpoint.ToString()!), table.Find(Inode(listener.Server)));
    }

    [Fact]
    public void A_socket_of_both_families_shows_the_plain_address()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var client = new Socket(SocketType.Stream, ProtocolType.Tcp);
        client.Connect(listener.LocalEndpoint);
        Assert.Equal(listener.LocalEndpoint.ToString(), new SocketTable(Environment.ProcessId).Find(Inode(client)).Name);
    }

    [Fact]
    public void A_datagram_socket_serves_at_a_port_that_clients_do_not_get()
    {
        var first = int.Parse(File.ReadAllText(ProcPath.ClientPorts).Split('\t', ' ')[0], CultureInfo.InvariantCulture);
        using var server = BoundToOne(Enumerable.Range(1, 200).Select(i => first - i));
        Assert.Equal((ResourceKind.Listener, server.LocalEndPoint!.ToString()!), new SocketTable(Environment.ProcessId).Find(Inode(server)));
        using var client = BoundToOne([0]);
        Assert.Equal(ResourceKind.Socket, new SocketTable(Environment.ProcessId).Find(Inode(client)).Kind);
        client.Connect(server.LocalEndPoint!);
        Assert.Equal((ResourceKind.Socket, server.LocalEndPoint!.ToString()!), new SocketTable(Environment.ProcessId).Find(Inode(client)));
    }

    private static Socket BoundToOne(IEnumerable<int> ports)
    {
        foreach (var port in ports)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            try
            {
                socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
                return socket;
            }
            catch (SocketException)
            {
                socket.Dispose();
            }
        }

        throw new InvalidOperationException("No port is free.");
    }

    [Fact]
    public void A_unix_socket_is_named_by_its_path()
    {
        using var folder = new IoTrace.Testing.TempFolder();
        var path = folder.At("a b.sock");
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        Assert.Equal((ResourceKind.Listener, path), new SocketTable(Environment.ProcessId).Find(Inode(listener)));
        using var client = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        client.Connect(new UnixDomainSocketEndPoint(path));
        using var server = listener.Accept();
        var table = new SocketTable(Environment.ProcessId);
        // Whoever opened it may never ask anything.
        Assert.Equal((ResourceKind.Listener, path), table.Find(Inode(server)));
        Assert.Equal(ResourceKind.Socket, table.Find(Inode(client)).Kind);
    }

    [Fact]
    public void An_unknown_socket_keeps_the_kernels_name() =>
        Assert.Equal((ResourceKind.Socket, "socket:[1]"), new SocketTable(Environment.ProcessId).Find(1));

    [Fact]
    public async Task A_socket_that_was_met_before_the_tables_were_read_again_gets_its_name_later()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var resources = new ResourceTable(Environment.ProcessId);
        resources.FromDescriptor((int)listener.Server.Handle, default);
        using var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        client.Connect(listener.LocalEndpoint);
        var early = resources.FromDescriptor((int)client.Handle, default);
        await Task.Delay(150);
        Assert.Equal(early, resources.FromDescriptor((int)client.Handle, default));
        Assert.Equal(listener.LocalEndpoint.ToString(), resources.TakeFresh().Last(r => r.Resource == early).Name);
        resources.FromDescriptor((int)client.Handle, default);
        Assert.Empty(resources.TakeFresh());
    }
}
