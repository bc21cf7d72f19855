using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IoTrace.Testing.Services.Programs;

/// <summary>Receives the bodies that slow clients send.</summary>
internal sealed class UploadServer(Options options) : ServiceProgram(options)
{
    private WebApplication _application = null!;
    private long _received;

    public override async Task OpenAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{Port}");
        _application = builder.Build();
        _application.MapPost("/upload", async (HttpContext context) =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null);
            Interlocked.Increment(ref _received);
            return Results.Ok();
        });
        await _application.StartAsync();
    }

    public override async Task RunAsync(Phase phase)
    {
        await Task.Delay(TimeSpan.FromSeconds(Options.Real("seconds", 10)));
        phase.Count(Interlocked.Read(ref _received));
    }

    protected override ValueTask CloseAsync() => _application.DisposeAsync();
}
