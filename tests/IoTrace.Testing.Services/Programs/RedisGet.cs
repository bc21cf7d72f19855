namespace IoTrace.Testing.Services.Programs;

/// <summary>Awaits one small value after the other.</summary>
internal sealed class RedisGet(Options options) : RedisProgram(options)
{
    public override Task RunAsync(Phase phase) => AllAsync(phase, () => Redis.GetDatabase().StringGetAsync("price"));
}
