namespace IoTrace.Testing.Services.Programs;

/// <summary>Threads that each block on one small value after the other.</summary>
internal sealed class RedisSyncThreads(Options options) : RedisProgram(options)
{
    public override Task RunAsync(Phase phase)
    {
        var threads = Enumerable.Range(0, Concurrency).Select(_ => new Thread(() =>
        {
            var database = Redis.GetDatabase();
            while (phase.Goes)
            {
                database.StringGet("price");
                phase.Count();
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        return Task.CompletedTask;
    }
}
