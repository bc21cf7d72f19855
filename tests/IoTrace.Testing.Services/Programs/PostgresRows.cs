using Npgsql;

namespace IoTrace.Testing.Services.Programs;

/// <summary>A query for each row, one after the other, blocking.</summary>
internal sealed class PostgresRows(Options options) : PostgresProgram(options)
{
    public override Task RunAsync(Phase phase)
    {
        using var connection = Source.OpenConnection();
        using var command = new NpgsqlCommand("select customer from orders where id = $1", connection) { Parameters = { new NpgsqlParameter<int>() } };
        while (phase.Goes)
        {
            ((NpgsqlParameter<int>)command.Parameters[0]).TypedValue = (int)(phase.Operations % Orders) + 1;
            command.ExecuteScalar();
            phase.Count();
        }

        return Task.CompletedTask;
    }
}
