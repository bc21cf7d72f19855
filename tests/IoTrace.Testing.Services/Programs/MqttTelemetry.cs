using MQTTnet;

namespace IoTrace.Testing.Services.Programs;

/// <summary>Publishes a value every 100 ms, and awaits nobody.</summary>
internal sealed class MqttTelemetry(Options options) : MqttProgram(options)
{
    public override async Task RunAsync(Phase phase)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (phase.Goes)
        {
            await Client.PublishAsync(new MqttApplicationMessageBuilder().WithTopic("plant/1/temperature").WithPayload("21.5").Build());
            phase.Count();
            await timer.WaitForNextTickAsync();
        }
    }
}
