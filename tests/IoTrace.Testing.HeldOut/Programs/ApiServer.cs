using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace IoTrace.Testing.HeldOut.Programs;

/// <summary>A minimal API that asks PostgreSQL twice for each request of a client that never pauses; --query is what.</summary>
internal sealed class ApiServer(Options options) : ServiceProgram(options)
{
    private WebApplication _application = null!;
    private NpgsqlDataSource _source = null!;
    private long _served;

    public override async Task OpenAsync()
    {
        _source = NpgsqlDataSource.Create($"Host=127.0.0.1;Port={Options.Required("database")};Username=postgres;Database=postgres");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{Port}");
        _application = builder.Build();
        _application.MapGet("/{part}/{name}", async (string part, string name) =>
        {
            for (var i = 0; i < 2; i++)
            {
                await using var command = _source.CreateCommand(Options.Text("free") is null ? "select pg_sleep(0.01)" : "select 1");
                await command.ExecuteNonQueryAsync();
            }

            Interlocked.Increment(ref _served);
            return Results.Ok(new { part, name });
        });
        await _application.StartAsync();
    }

    public override async Task RunAsync(Phase phase)
    {
        await Task.Delay(TimeSpan.FromSeconds(Options.Real("seconds", 10)));
        phase.Count(Interlocked.Read(ref _served));
    }

    protected override async ValueTask CloseAsync()
    {
        await _application.DisposeAsync();
        await _source.DisposeAsync();
    }
}
