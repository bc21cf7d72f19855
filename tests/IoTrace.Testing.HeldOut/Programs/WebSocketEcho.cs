using System.Net.WebSockets;

namespace IoTrace.Testing.HeldOut.Programs;

/// <summary>Sends a message on a web socket and awaits its echo.</summary>
internal sealed class WebSocketEcho(Options options) : ServiceProgram(options)
{
    private readonly ClientWebSocket _socket = new();

    public override Task OpenAsync() => _socket.ConnectAsync(new Uri($"ws://127.0.0.1:{Port}/echo"), default);

    public override async Task RunAsync(Phase phase)
    {
        var buffer = new byte[4096];
        while (phase.Goes)
        {
            await _socket.SendAsync("{ \"ask\": \"price\" }"u8.ToArray(), WebSocketMessageType.Text, true, default);
            await _socket.ReceiveAsync(buffer, default);
            phase.Count();
        }
    }

    protected override ValueTask CloseAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }
}
