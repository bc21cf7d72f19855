namespace IoTrace.Testing.Services.Programs;

/// <summary>A query for each row, awaited, on so many connections at a time.</summary>
internal sealed class PostgresRowsAsync(Options options) : PostgresProgram(options)
{
    public override Task RunAsync(Phase phase) => AllAsync(phase, async () =>
    {
        await using var command = Source.CreateCommand($"select customer from orders where id = {Random.Shared.Next(1, Orders)}");
        await command.ExecuteScalarAsync();
    });
}
