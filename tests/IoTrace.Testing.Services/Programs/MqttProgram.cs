using MQTTnet;

namespace IoTrace.Testing.Services.Programs;

/// <summary>A client of an MQTT broker.</summary>
internal abstract class MqttProgram(Options options) : ServiceProgram(options)
{
    protected IMqttClient Client { get; } = new MqttClientFactory().CreateMqttClient();

    public override Task OpenAsync() => Client.ConnectAsync(new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", Port).Build());

    protected override async ValueTask CloseAsync()
    {
        await Client.DisconnectAsync();
        Client.Dispose();
    }
}
