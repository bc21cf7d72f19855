using LiteDB;

namespace IoTrace.Testing.HeldOut.Programs;

/// <summary>Inserts documents into LiteDB, one at a time.</summary>
internal sealed class LiteDatabaseInsert(Options options) : ServiceProgram(options)
{
    private LiteDatabase _database = null!;

    public override Task OpenAsync()
    {
        var path = Path.Combine(Options.Required("directory"), "orders.litedb");
        File.Delete(path);
        _database = new LiteDatabase(path);
        return Task.CompletedTask;
    }

    public override Task RunAsync(Phase phase)
    {
        var orders = _database.GetCollection("orders");
        while (phase.Goes)
        {
            orders.Insert(new BsonDocument { ["customer"] = $"customer {phase.Operations % 97}", ["price"] = 21.5 });
            phase.Count();
        }

        return Task.CompletedTask;
    }

    protected override ValueTask CloseAsync()
    {
        _database.Dispose();
        return ValueTask.CompletedTask;
    }
}
