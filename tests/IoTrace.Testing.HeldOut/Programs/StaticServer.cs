using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IoTrace.Testing.HeldOut.Programs;

/// <summary>Serves files of a folder to a client that asks for one after the other.</summary>
internal sealed class StaticServer(Options options) : ServiceProgram(options)
{
    private WebApplication _application = null!;
    private long _served;

    public override async Task OpenAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{Port}");
        _application = builder.Build();
        var folder = Path.Combine(Options.Required("directory"), Documents.Tree);
        _application.MapGet("/{part}/{name}", async (string part, string name) => await ServeAsync(Path.Combine(folder, part, name)));
        await _application.StartAsync();
    }

    public override async Task RunAsync(Phase phase)
    {
        await Task.Delay(TimeSpan.FromSeconds(Options.Real("seconds", 10)));
        phase.Count(Interlocked.Read(ref _served));
    }

    protected override ValueTask CloseAsync() => _application.DisposeAsync();

    private async Task<IResult> ServeAsync(string path)
    {
        var data = await File.ReadAllBytesAsync(path);
        Interlocked.Increment(ref _served);
        return Results.Bytes(data, "text/html");
    }
}
