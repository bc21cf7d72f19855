using Microsoft.Data.Sqlite;

namespace IoTrace.Testing.Sqlite;

/// <summary>A table in a database of its own; the names profiles must show.</summary>
internal sealed class OrderTable : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _insert;
    private readonly string _path;
    private long _number;

    public OrderTable(string path)
    {
        _path = path;
        // Without the pool the file is closed, and can be deleted, together with the connection.
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        _connection.Open();
        Do("create table orders (number integer primary key, customer text, price real)");
        _insert = _connection.CreateCommand();
        _insert.CommandText = "insert into orders values ($number, $customer, $price)";
        _insert.Parameters.Add("$number", SqliteType.Integer);
        _insert.Parameters.Add("$customer", SqliteType.Text);
        _insert.Parameters.Add("$price", SqliteType.Real);
    }

    /// <summary>Inserts so many rows, and waits until all of them are durable.</summary>
    public void Insert(int rows)
    {
        using var transaction = _connection.BeginTransaction();
        _insert.Transaction = transaction;
        for (var i = 0; i < rows; i++)
        {
            _insert.Parameters[0].Value = ++_number;
            _insert.Parameters[1].Value = $"customer {_number % 997}";
            _insert.Parameters[2].Value = _number % 10_000 / 100.0;
            _insert.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    public void Dispose()
    {
        _insert.Dispose();
        _connection.Dispose();
        File.Delete(_path);
    }

    private void Do(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
