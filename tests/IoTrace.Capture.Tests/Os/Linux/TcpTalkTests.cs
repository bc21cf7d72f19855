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
    public void What_went_out_and_came_in_is_counted_with_how_long_ago()
    {
        Assert.True(Counters() is { SegmentsSent: 0, SegmentsHeard: 0, BytesHeard: 0 });
        asking.Send([1]);
        Thread.Sleep(20);
        asking.Send([1]);
        var asked = Stopwatch.GetTimestamp();
        Thread.Sleep(60);
        var sent = Counters();
        Assert.True(sent is { BytesHeard: 0, SegmentsSent: 2, SegmentsHeard: 0, Unacknowledged: 0, Unsent: 0 });
        // The kernel counts in ticks, of which there may be as few as a hundred a second.
        Assert.InRange(sent.SinceSent.Seconds, 0.045, Stopwatch.GetElapsedTime(asked).TotalSeconds + 0.015);
        Assert.True(sent.SinceSent < sent.SinceHeard);

        answering.Send([2, 2]);
        Thread.Sleep(30);
        Assert.True(Counters() is { BytesHeard: 2, SegmentsHeard: 1 } heard && heard.SinceHeard < heard.SinceSent);
        asking.Send([3]);
        Thread.Sleep(30);
        Assert.True(Counters() is { SegmentsSent: 3 } again && again.SinceSent < again.SinceHeard);
    }

    [Fact]
    public void What_the_other_side_does_not_take_waits_to_be_sent()
    {
        asking.Blocking = false;
        var piece = new byte[1 << 20];
        for (var i = 0; i < 64; i++)
        {
            if (asking.Send(piece, SocketFlags.None, out _) == 0)
            {
                break;
            }
        }

        Assert.True(SpinWait.SpinUntil(() => Counters().Unsent > 0, TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public void The_side_that_is_asked_has_heard_and_not_spoken()
    {
        asking.Send([1]);
        Thread.Sleep(30);
        Assert.True(talk.TryAsk((IPEndPoint)answering.LocalEndPoint!, (IPEndPoint)answering.RemoteEndPoint!, InodeOf(answering), out var counters));
        Assert.True(counters is { SegmentsSent: 0, BytesHeard: 1 });
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
        talk.TryAsk((IPEndPoint)socket.LocalEndPoint!, peer, InodeOf(socket), out var counters) && counters is { Connecting: true, BytesHeard: 0, SegmentsSent: 0 };

    [Fact]
    public void A_connection_that_is_gone_or_another_one_is_not_told_of()
    {
        var (local, remote, inode) = ((IPEndPoint)asking.LocalEndPoint!, (IPEndPoint)asking.RemoteEndPoint!, InodeOf(asking));
        Assert.True(talk.TryAsk(local, remote, inode, out _));
        Assert.False(talk.TryAsk(local, remote, inode + 1, out _));
        Assert.False(talk.TryAsk(local, new IPEndPoint(IPAddress.Parse("::ffff:192.0.2.1"), 9), inode, out _));
    }

    private TcpCounters Counters()
    {
        Assert.True(TryAsk(out var counters));
        return counters;
    }

    private bool TryAsk(out TcpCounters counters) => talk.TryAsk((IPEndPoint)asking.LocalEndPoint!, (IPEndPoint)asking.RemoteEndPoint!, InodeOf(asking), out counters);

    /// <summary>From the link of the descriptor: <c>socket:[4711]</c>.</summary>
    private static long InodeOf(Socket socket)
    {
        var link = new FileInfo($"/proc/self/fd/{socket.SafeHandle.DangerousGetHandle()}").LinkTarget!;
        return long.Parse(link["socket:[".Length..^1], System.Globalization.CultureInfo.InvariantCulture);
    }
}
