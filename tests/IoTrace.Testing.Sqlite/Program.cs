using IoTrace.Testing.Sqlite;
using IoTrace.Testing.Target;

// Inserts rows into a SQLite database in --directory, so many --per-transaction, until --seconds are over or --operations done.
using var run = new Run(new Options(args));
using (var orders = new OrderTable(run.OwnFile("orders.db")))
{
    var rows = run.Options.Number("per-transaction", 1);
    orders.Insert(1);
    run.Ready();
    while (run.Goes)
    {
        orders.Insert(rows);
        run.Count(rows);
    }

    run.Finish();
}

return 0;
