using MQTTnet;
using MQTTnet.Protocol;

namespace IoTrace.Testing.Services.Programs;

/// <summary>Publishes at least once, and awaits each acknowledgement.</summary>
internal sealed class MqttAcknowledged(Options options) : MqttProgram(options)
{
    public override Task RunAsync(Phase phase) => AllAsync(phase, () => Client.PublishAsync(new MqttApplicationMessageBuilder()
        .WithTopic("plant/1/temperature").WithPayload("21.5").WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce).Build()));
}
