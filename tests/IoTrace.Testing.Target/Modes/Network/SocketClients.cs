using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace IoTrace.Testing.Target.Modes.Network;

/// <summary>Clients of the socket-server mode on --port, or at --path.</summary>
internal static class SocketClients
{
    /// <summary>Request and answer on each of --threads blocking connections; each in an activity of its own where --activity names one.</summary>
    public static void Sync(Run run)
    {
        var threads = run.Options.Number("threads", 1);
        var terminals = Enumerable.Range(0, threads).Select(_ => Terminal.To(run)).ToList();
        var name = run.Options.Text("activity");
        run.Ready();
        Parallelism.OnThreads(threads, "client", i =>
        {
            while (run.Goes)
            {
                using var activity = name is null ? null : new Activity(name).Start();
                terminals[i].Ask();
                run.Count();
            }
        });
        terminals.ForEach(t => t.Dispose());
    }

    /// <summary>Request and answer on each of --concurrency asynchronous connections.</summary>
    public static void Async(Run run)
    {
        var terminals = Enumerable.Range(0, run.Options.Number("concurrency", 1))
            .Select(_ => Terminal.To(run))
            .ToList();
        run.Ready();
        Task.WhenAll(terminals.Select(t => AskAllAsync(run, t))).GetAwaiter().GetResult();
        terminals.ForEach(t => t.Dispose());
    }

    /// <summary>Asks once for many answers and reads them as they come, on one asynchronous connection.</summary>
    public static void Stream(Run run)
    {
        using var terminal = Terminal.To(run);
        run.Ready();
        while (run.Goes) terminal.StreamAsync(run).GetAwaiter().GetResult();
    }

    private static async Task AskAllAsync(Run run, Terminal terminal)
    {
        while (run.Goes)
        {
            await terminal.AskAsync().ConfigureAwait(false);
            run.Count();
        }
    }
}

/// <summary>User code around the socket; the name profiles must show.</summary>
internal sealed class Terminal : IDisposable
{
    private readonly Socket _socket;
    private readonly byte[] _message = new byte[64];

    private Terminal(EndPoint server) => (_socket = TcpServer.SocketFor(server)).Connect(server);

    /// <summary>A connection to the server that the options name.</summary>
    public static Terminal To(Run run) => new(TcpServer.EndPointOf(run));

    public int Ask()
    {
        _socket.Send(_message);
        return _socket.Receive(_message);
    }

    public async Task<int> AskAsync()
    {
        await _socket.SendAsync(_message).ConfigureAwait(false);
        return await _socket.ReceiveAsync(_message).ConfigureAwait(false);
    }

    /// <summary>Reads the answers to one question until the last or the end of the run.</summary>
    public async Task StreamAsync(Run run)
    {
        const byte more = 100;
        var question = new byte[_message.Length];
        question[0] = more;
        await _socket.SendAsync(question).ConfigureAwait(false);
        for (var got = 0; run.Goes && got <= more; got++)
        {
            await _socket.ReceiveAsync(_message).ConfigureAwait(false);
            run.Count();
        }
    }

    public void Dispose() => _socket.Dispose();
}
