using System.Globalization;
using Confluent.Kafka;

namespace IoTrace.Testing.Services.Programs;

/// <summary>Awaits the delivery of each message; --linger is how long the library collects messages before it sends them.</summary>
internal sealed class KafkaDelivery(Options options) : ServiceProgram(options)
{
    private IProducer<Null, string> _producer = null!;

    public override async Task OpenAsync()
    {
        var linger = Options.Time("linger", 0).TotalMilliseconds;
        _producer = new ProducerBuilder<Null, string>(new ProducerConfig { BootstrapServers = Options.Required("brokers"), LingerMs = linger }).Build();
        await SendAsync(0);
    }

    public override async Task RunAsync(Phase phase)
    {
        while (phase.Goes)
        {
            await SendAsync(phase.Operations);
            phase.Count();
        }
    }

    protected override ValueTask CloseAsync()
    {
        _producer.Dispose();
        return ValueTask.CompletedTask;
    }

    private Task<DeliveryResult<Null, string>> SendAsync(long number) =>
        _producer.ProduceAsync("orders", new Message<Null, string> { Value = string.Create(CultureInfo.InvariantCulture, $"order {number}") });
}
