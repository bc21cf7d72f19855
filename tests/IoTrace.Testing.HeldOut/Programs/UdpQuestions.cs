using System.Net;
using System.Net.Sockets;

namespace IoTrace.Testing.HeldOut.Programs;

/// <summary>Asks by datagram, and awaits the answer, as clients of DNS, NTP and games do.</summary>
internal sealed class UdpQuestions(Options options) : ServiceProgram(options)
{
    private readonly UdpClient _client = new();

    public override Task OpenAsync()
    {
        _client.Connect(new IPEndPoint(IPAddress.Loopback, Port));
        return Task.CompletedTask;
    }

    public override async Task RunAsync(Phase phase)
    {
        while (phase.Goes)
        {
            await _client.SendAsync("price?"u8.ToArray());
            await _client.ReceiveAsync();
            phase.Count();
        }
    }

    protected override ValueTask CloseAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }
}
