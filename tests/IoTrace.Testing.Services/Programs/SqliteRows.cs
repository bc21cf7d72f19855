using Dapper;
using Microsoft.Data.Sqlite;

namespace IoTrace.Testing.Services.Programs;

/// <summary>Hashes documents and inserts a row for each with Dapper, a transaction each: an ordinary importer.</summary>
internal sealed class SqliteRows(Options options) : ServiceProgram(options)
{
    private readonly byte[] _document = new byte[20 << 10];
    private SqliteConnection _connection = null!;

    public override async Task OpenAsync()
    {
        var path = Path.Combine(Options.Required("directory"), "documents.db");
        File.Delete(path);
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        await _connection.OpenAsync();
        await _connection.ExecuteAsync("create table documents (number integer primary key, hash text)");
    }

    public override Task RunAsync(Phase phase)
    {
        while (phase.Goes)
        {
            _document[phase.Operations % _document.Length]++;
            var hash = Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(_document));
            _connection.Execute("insert into documents (hash) values (@hash)", new { hash });
            phase.Count();
        }

        return Task.CompletedTask;
    }

    protected override async ValueTask CloseAsync() => await _connection.DisposeAsync();
}
