using Microsoft.Data.Sqlite;

namespace IoTrace.Testing.Storage.Programs;

/// <summary>Inserts rows into SQLite, a transaction a row, as it is where nobody begins one.</summary>
internal sealed class SqliteAutocommit(string folder) : StorageProgram(folder)
{
    private SqliteConnection _connection = null!;
    private long _number;

    public override void Open()
    {
        File.Delete(At("orders.db"));
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = At("orders.db"), Pooling = false }.ToString());
        _connection.Open();
        Do("create table orders (number integer primary key, customer text)");
    }

    public override Task RunAsync(Phase phase)
    {
        while (phase.Goes)
        {
            Do($"insert into orders values ({++_number}, 'customer {_number % 997}')");
            phase.Count();
        }

        return Task.CompletedTask;
    }

    protected override void Close() => _connection?.Dispose();

    private void Do(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
