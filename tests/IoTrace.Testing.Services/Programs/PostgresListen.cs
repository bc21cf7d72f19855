using Npgsql;

namespace IoTrace.Testing.Services.Programs;

/// <summary>Waits for notifications that do not come.</summary>
internal sealed class PostgresListen(Options options) : PostgresProgram(options)
{
    protected override string More => "Keepalive=2";

    public override async Task RunAsync(Phase phase)
    {
        await using var connection = await Source.OpenConnectionAsync();
        await using (var listen = new NpgsqlCommand("listen jobs", connection)) await listen.ExecuteNonQueryAsync();
        phase.Count();
        while (phase.Goes) connection.Wait(TimeSpan.FromSeconds(1) + TimeSpan.FromSeconds(Math.Max(0, Options.Real("seconds", 10) - phase.Elapsed.TotalSeconds - 1)));
    }
}
