using System.Net;
using System.Net.Sockets;

namespace IoTrace.Testing.Target.Modes.Network;

/// <summary>Listens and is asked nothing; beside that it keeps a connection to the server at --port alive, once a second, as a cache's client does.</summary>
internal static class IdleService
{
    public static void Start(Run run)
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        using var cache = Terminal.To(run);
        run.Ready();
        using var end = new CancellationTokenSource(run.Rest);
        _ = listener.AcceptAsync(end.Token).AsTask();
        BeatAsync(cache, end.Token).GetAwaiter().GetResult();
    }

    private static async Task BeatAsync(Terminal cache, CancellationToken end)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        try
        {
            while (await timer.WaitForNextTickAsync(end).ConfigureAwait(false)) await cache.AskAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
    }
}
