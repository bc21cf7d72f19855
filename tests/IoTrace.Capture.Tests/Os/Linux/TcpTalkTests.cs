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
    private readonly TcpTalk talk = new();

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
    public void A_question_is_outstanding_until_the_other_side_speaks()
    {
        Assert.Null(Unanswered());
        Thread.Sleep(20);
        asking.Send([1]);
        var asked = Stopwatch.GetTimestamp();
        Thread.Sleep(60);
        var unanswered = Unanswered();
        Assert.NotNull(unanswered);
        // The kernel counts in ticks, of which there may be as few as a hundred a second.
        Assert.InRange(unanswered.Value.Seconds, 0.045, Stopwatch.GetElapsedTime(asked).TotalSeconds + 0.015);

        answering.Send([2]);
        Thread.Sleep(30);
        Assert.Null(Unanswered());
        asking.Send([3]);
        Thread.Sleep(30);
        Assert.NotNull(Unanswered());
    }

    [Fact]
    public void Nobody_waits_on_a_connection_on_which_only_one_side_ever_speaks()
    {
        for (var i = 0; i < 30; i++)
        {
            asking.Send([1]);
            Thread.Sleep(2);
        }

        Assert.Null(Unanswered());
        // Once it was answered, it is one on which answers come.
        answering.Send([2]);
        Thread.Sleep(30);
        asking.Send([1]);
        Thread.Sleep(30);
        Assert.NotNull(Unanswered());
    }

    [Fact]
    public void The_side_that_is_asked_awaits_nothing()
    {
        asking.Send([1]);
        Thread.Sleep(30);
        Assert.True(talk.TryAsk((IPEndPoint)answering.LocalEndPoint!, (IPEndPoint)answering.RemoteEndPoint!, InodeOf(answering), out var unanswered));
        Assert.Null(unanswered);
    }

    [Fact]
    public void A_connection_that_is_gone_or_another_one_is_not_told_of()
    {
        var (local, remote, inode) = ((IPEndPoint)asking.LocalEndPoint!, (IPEndPoint)asking.RemoteEndPoint!, InodeOf(asking));
        Assert.True(talk.TryAsk(local, remote, inode, out _));
        Assert.False(talk.TryAsk(local, remote, inode + 1, out _));
        Assert.False(talk.TryAsk(local, new IPEndPoint(IPAddress.Parse("::ffff:192.0.2.1"), 9), inode, out _));
    }

    private Duration? Unanswered()
    {
        Assert.True(talk.TryAsk((IPEndPoint)asking.LocalEndPoint!, (IPEndPoint)asking.RemoteEndPoint!, InodeOf(asking), out var unanswered));
        return unanswered;
    }

    /// <summary>From the link of the descriptor: <c>socket:[4711]</c>.</summary>
    private static long InodeOf(Socket socket)
    {
        var link = new FileInfo($"/proc/self/fd/{socket.SafeHandle.DangerousGetHandle()}").LinkTarget!;
        return long.Parse(link["socket:[".Length..^1], System.Globalization.CultureInfo.InvariantCulture);
    }
}
