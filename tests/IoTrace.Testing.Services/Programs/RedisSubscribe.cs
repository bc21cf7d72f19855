using StackExchange.Redis;

namespace IoTrace.Testing.Services.Programs;

/// <summary>Waits for messages that nobody publishes.</summary>
internal sealed class RedisSubscribe(Options options) : RedisProgram(options)
{
    public override async Task RunAsync(Phase phase)
    {
        await Redis.GetSubscriber().SubscribeAsync(RedisChannel.Literal("orders"), (_, _) => phase.Count());
        phase.Count();
        await Task.Delay(TimeSpan.FromSeconds(Options.Real("seconds", 10)));
    }
}
