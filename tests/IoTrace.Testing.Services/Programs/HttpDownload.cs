namespace IoTrace.Testing.Services.Programs;

/// <summary>Downloads a file from a web server, over and over.</summary>
internal sealed class HttpDownload(Options options) : ServiceProgram(options)
{
    private readonly HttpClient _client = new();

    public override Task OpenAsync() => Task.CompletedTask;

    public override Task RunAsync(Phase phase) => AllAsync(phase, async () =>
    {
        await using var body = await _client.GetStreamAsync(new Uri($"http://127.0.0.1:{Port}/{Options.Required("path")}"));
        await body.CopyToAsync(Stream.Null);
    });

    protected override ValueTask CloseAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }
}
