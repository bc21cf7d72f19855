using IoTrace.Testing.Kestrel;
using IoTrace.Testing.Target;
using IoTrace.Testing.Target.Modes.Files;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

// Serves HTTP for --seconds. Each request waits for --delay and computes --steps thousand steps, and asks the server at --url where there is one. With
// --store, a POST to /orders makes an order durable there before it is answered. What asks for /broken ends in an exception.
using var run = new Run(new Options(args));
var builder = WebApplication.CreateSlimBuilder();
// The standard output is for the lines that a harness waits for.
builder.Logging.ClearProviders();
// As in most services: where anybody logs, the framework makes an activity of each request.
if (run.Options.Text("store") is not null)
    builder.Logging.AddConsole(options => options.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(LogLevel.Critical);
var app = builder.Build();
await using (app)
{
    using var prices = new PriceEndpoint(run.Options.Number("steps", 0), run.Options.Text("url"));
    var delay = run.Options.Time("delay", 0);
    app.MapGet("/", async () =>
    {
        if (delay > TimeSpan.Zero) await Task.Delay(delay);
        var price = await prices.GetAsync();
        run.Count();
        return price;
    });
    // Nothing catches it before the server does.
    app.MapGet("/broken", void () => throw new InvalidOperationException("as it was asked to"));
    using var orders = run.Options.Text("store") is { } path ? new OrderStore(path) : null;
    if (orders is not null)
    {
        app.MapPost("/orders", () =>
        {
            orders.Append();
            run.Count();
        });
    }

    app.Urls.Add("http://127.0.0.1:0");
    await app.StartAsync();
    var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
    Run.Say($"port {new Uri(addresses.First()).Port}");
    run.Ready();
    await Task.Delay(run.Rest);
    run.Finish();
}

return 0;
