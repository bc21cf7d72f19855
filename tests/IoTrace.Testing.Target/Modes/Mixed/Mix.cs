using System.Diagnostics;
using IoTrace.Testing.Target.Modes.Files;

namespace IoTrace.Testing.Target.Modes.Mixed;

/// <summary>Computes for --cpu, then does I/O (--kind fsync or cold-read) until --io has passed, one after the other.</summary>
internal static class Mix
{
    public static void Start(Run run)
    {
        var cpu = run.Options.Time("cpu", 10);
        var io = run.Options.Time("io", 10);
        var isRead = run.Options.Text("kind") == "cold-read";
        using var store = isRead ? null : new OrderStore(run.OwnFile("orders.log"));
        using var file = isRead ? ColdFile.Open(run.Directory, "catalog.bin", run.Options.Number("size-mb", 256)) : null;
        var block = new byte[ColdFile.Block];
        store?.Append();
        long cpuTicks = 0, ioTicks = 0;
        run.Ready();
        while (run.Goes)
        {
            var start = Stopwatch.GetTimestamp();
            Busy.For(cpu);
            var middle = Stopwatch.GetTimestamp();
            while (Stopwatch.GetElapsedTime(middle) < io)
            {
                store?.Append();
                file?.Read(block);
            }

            cpuTicks += middle - start;
            ioTicks += Stopwatch.GetTimestamp() - middle;
            run.Count();
        }

        Run.Say($"io-share {ioTicks / (double)(ioTicks + cpuTicks):F3}");
    }
}
