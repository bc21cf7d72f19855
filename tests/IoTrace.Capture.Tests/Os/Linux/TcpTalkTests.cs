using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

using IoTrace.Capture.Os.Linux;

namespace IoTrace.Capture.Tests.Os.Linux;

/// <summary>Real connections, and what the kernel says of them.</summary>
public sealed class TcpTalkTests : IDisposable
{
    private readonly Socket listener;
    private readonly Socket asking;
    private readonly Socket answering;
    private readonly TcpTalk talk = new(Environment.ProcessId);

    public TcpTalkTests()
    {
        listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        // As HttpClient and most drivers have it: one socket for both families, which sees IPv4 addresses mapped.
        asking = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        asking.Connect(IPAddress.Loopback, ((IPEndPoint)listener.LocalEndPoint!).Port);
        answering = listener.Accept();
    }

    public void Dispose()
    {
        talk.Dispose();
        answering.Dispose();
        asking.Dispose();
        listener.Dispose();
    }

    [Fact]
    public void Who_spoke_last_is_told_with_how_long_ago()
    {
        Assert.False(Sides().SpokeLast);
        // At once after the connection was made, most likely.
        asking.Send([1]);
        Assert.True(Sides().SpokeLast);
        Thread.Sleep(20);
        asking.Send([1]);
        var asked = Stopwatch.GetTimestamp();
        Thread.Sleep(60);
        var sides = Sides();
        Assert.True(sides is { SpokeLast: true, BytesHeard: 0, SegmentsSpoken: 2, Unacknowledged: false });
        // The kernel counts in ticks, of which there may be as few as a hundred a second.
        Assert.InRange(sides.SinceSpoken.Seconds, 0.045, Stopwatch.GetElapsedTime(asked).TotalSeconds + 0.015);

        answering.Send([2, 2]);
        Thread.Sleep(30);
        Assert.True(Sides() is { SpokeLast: false, BytesHeard: 2 });
        asking.Send([3]);
        Thread.Sleep(30);
        Assert.True(Sides() is { SpokeLast: true, SegmentsSpoken: 3 });
    }

    [Fact]
    public void A_question_that_follows_the_answer_at_once_is_the_last_word()
    {
        // Within a tick of the kernel's clock, most of the time.
        for (var i = 0; i < 20; i++)
        {
            asking.Send([1]);
            answering.Receive(new byte[1]);
            answering.Send([2]);
            asking.Receive(new byte[1]);
            asking.Send([3]);
            answering.Receive(new byte[1]);
            Thread.Sleep(60);
            Assert.True(Sides().SpokeLast, $"turn {i}");
            answering.Send([4]);
            asking.Receive(new byte[1]);
            Thread.Sleep(20);
            Assert.False(Sides().SpokeLast);
        }
    }

    [Fact]
    public void What_was_said_and_answered_within_a_tick_is_not_told()
    {
        for (var i = 0; i < 20; i++)
        {
            asking.Send([1]);
            answering.Receive(new byte[1]);
            answering.Send([2]);
            asking.Receive(new byte[1]);
            Thread.Sleep(20);
            Assert.False(TryAsk(out var sides) && sides.SpokeLast);
        }
    }

    [Fact]
    public void The_side_that_is_asked_has_not_spoken_last()
    {
        asking.Send([1]);
        Thread.Sleep(30);
        Assert.True(talk.TryAsk((IPEndPoint)answering.LocalEndPoint!, (IPEndPoint)answering.RemoteEndPoint!, InodeOf(answering), out var sides));
        Assert.False(sides.SpokeLast);
    }

    [Fact]
    public void A_connection_that_is_not_accepted_by_anybody_is_asked_for()
    {
        // A backlog of none holds one connection; the handshake of the next ones is not answered.
        using var full = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        full.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        full.Listen(0);
        var sockets = Enumerable.Range(0, 4).Select(_ => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)).ToList();
        sockets.ForEach(s => s.Bind(new IPEndPoint(IPAddress.Loopback, 0)));
        var connects = sockets.ConvertAll(s => s.ConnectAsync(full.LocalEndPoint!));
        // A connect that is done may take a while to say so.
        Assert.True(SpinWait.SpinUntil(() => connects.Any(c => c.IsCompleted) && sockets.Where((_, i) => !connects[i].IsCompleted).Any(s => IsAskedFor(s, (IPEndPoint)full.LocalEndPoint!)), TimeSpan.FromSeconds(10)));
        sockets.ForEach(s => s.Dispose());
    }

    private bool IsAskedFor(Socket socket, IPEndPoint peer) =>
        talk.TryAsk((IPEndPoint)socket.LocalEndPoint!, peer, InodeOf(socket), out var sides) && sides is { SpokeLast: true, BytesHeard: 0, SegmentsSpoken: 0 };

    [Fact]
    public void A_connection_that_is_gone_or_another_one_is_not_told_of()
    {
        var (local, remote, inode) = ((IPEndPoint)asking.LocalEndPoint!, (IPEndPoint)asking.RemoteEndPoint!, InodeOf(asking));
        Assert.True(talk.TryAsk(local, remote, inode, out _));
        Assert.False(talk.TryAsk(local, remote, inode + 1, out _));
        Assert.False(talk.TryAsk(local, new IPEndPoint(IPAddress.Parse("::ffff:192.0.2.1"), 9), inode, out _));
    }

    private TcpSides Sides()
    {
        Assert.True(TryAsk(out var sides));
        return sides;
    }

    private bool TryAsk(out TcpSides sides) => talk.TryAsk((IPEndPoint)asking.LocalEndPoint!, (IPEndPoint)asking.RemoteEndPoint!, InodeOf(asking), out sides);

    /// <summary>From the link of the descriptor: <c>socket:[4711]</c>.</summary>
    private static long InodeOf(Socket socket)
    {
        var link = new FileInfo($"/proc/self/fd/{socket.SafeHandle.DangerousGetHandle()}").LinkTarget!;
        return long.Parse(link["socket:[".Length..^1], System.Globalization.CultureInfo.InvariantCulture);
    }
}
