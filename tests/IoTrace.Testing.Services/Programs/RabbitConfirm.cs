using System.Text;
using RabbitMQ.Client;

namespace IoTrace.Testing.Services.Programs;

/// <summary>Publishes to RabbitMQ, and awaits the confirmation of each message.</summary>
internal sealed class RabbitConfirm(Options options) : ServiceProgram(options)
{
    private IConnection _connection = null!;
    private IChannel _channel = null!;

    public override async Task OpenAsync()
    {
        _connection = await new ConnectionFactory { HostName = "127.0.0.1", Port = Port }.CreateConnectionAsync();
        _channel = await _connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
        await _channel.QueueDeclareAsync("orders", durable: false, exclusive: false, autoDelete: true);
    }

    public override Task RunAsync(Phase phase) => AllAsync(phase, async () =>
        await _channel.BasicPublishAsync("", "orders", mandatory: false, Encoding.UTF8.GetBytes($"order {phase.Operations}")));

    protected override async ValueTask CloseAsync()
    {
        await _channel.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
