using System.Diagnostics;
using System.Globalization;

namespace IoTrace.Testing.Target.Modes.Files;

/// <summary>
/// Orders made durable within activities, each with an id of its own, and as many outside of any on the same file. Says how much
/// time each part took, and how many activities there were.
/// </summary>
internal static class ImportBatch
{
    private const string OperationName = "orders.import";
    private const string DisplayName = "import-batch";
    private const int OrdersPerBatch = 10;

    public static void Start(Run run)
    {
        using var store = new OrderStore(run.OwnFile("orders.log"));
        store.Append();
        run.Ready();
        var (within, outside, batches) = (TimeSpan.Zero, TimeSpan.Zero, 0);
        while (run.Goes)
        {
            using (new Activity(OperationName) { DisplayName = DisplayName }.Start()) within += Append(run, store, 3 * OrdersPerBatch);
            batches++;
            outside += Append(run, store, OrdersPerBatch);
        }

        Run.Say(string.Create(CultureInfo.InvariantCulture, $"activity-seconds {within.TotalSeconds:F4} {outside.TotalSeconds:F4} {batches} {store.Path}"));
    }

    private static TimeSpan Append(Run run, OrderStore store, int orders)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < orders && run.Goes; i++)
        {
            store.Append();
            run.Count();
        }

        return Stopwatch.GetElapsedTime(start);
    }
}
