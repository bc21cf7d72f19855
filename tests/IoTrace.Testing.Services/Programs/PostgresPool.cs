namespace IoTrace.Testing.Services.Programs;

/// <summary>Many tasks that share four connections to a server that takes its time: most wait for a connection.</summary>
internal sealed class PostgresPool(Options options) : PostgresProgram(options)
{
    protected override string More => "Maximum Pool Size=4;Timeout=60";

    public override Task RunAsync(Phase phase)
    {
        var query = Options.Text("free") is null ? "select pg_sleep(0.02)" : "select 1";
        return AllAsync(phase, async () =>
        {
            await using var command = Source.CreateCommand(query);
            await command.ExecuteNonQueryAsync();
        });
    }
}
