using Dapper;

namespace IoTrace.Testing.Services.Programs;

/// <summary>Inserts events with Dapper, a transaction each, on a server that is a while away.</summary>
internal sealed class DapperInsert(Options options) : PostgresProgram(options)
{
    public override async Task RunAsync(Phase phase)
    {
        await using var connection = await Source.OpenConnectionAsync();
        while (phase.Goes)
        {
            await connection.ExecuteAsync("insert into events (text) values (@Text)", new { Text = $"event {phase.Operations}" });
            phase.Count();
        }
    }
}
