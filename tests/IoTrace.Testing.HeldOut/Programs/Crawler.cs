namespace IoTrace.Testing.HeldOut.Programs;

/// <summary>Many tasks that load pages, of which a semaphore lets two through at a time.</summary>
internal sealed class Crawler(Options options) : ServiceProgram(options)
{
    private readonly HttpClient _client = new();
    private readonly SemaphoreSlim _two = new(2);

    public override Task OpenAsync() => Task.CompletedTask;

    public override Task RunAsync(Phase phase) => AllAsync(phase, async () =>
    {
        await _two.WaitAsync();
        try
        {
            await _client.GetStringAsync(new Uri($"http://127.0.0.1:{Port}/page"));
        }
        finally
        {
            _two.Release();
        }
    });

    protected override ValueTask CloseAsync()
    {
        _client.Dispose();
        _two.Dispose();
        return ValueTask.CompletedTask;
    }
}
