using System.Diagnostics;
using IoTrace.Testing.Target.Modes.Files;

namespace IoTrace.Testing.Target.Modes.Mixed;

/// <summary>Loads (cold reads), computes, and stores (write and fsync), --phase seconds each, in turn.</summary>
internal static class Phases
{
    public static void Start(Run run)
    {
        var phase = TimeSpan.FromSeconds(run.Options.Real("phase", 2));
        using var file = ColdFile.Open(run.Directory, "catalog.bin", run.Options.Number("size-mb", 256));
        using var store = new OrderStore(run.OwnFile("orders.log"));
        var block = new byte[ColdFile.Block];
        run.Ready();
        while (run.Goes)
        {
            Repeat("load", () => file.Read(block));
            Repeat("compute", () => Busy.For(TimeSpan.FromMilliseconds(1)));
            Repeat("store", store.Append);
        }

        void Repeat(string name, Action step)
        {
            Run.Say($"phase {name} {run.Elapsed.TotalSeconds:F3}");
            var start = Stopwatch.GetTimestamp();
            while (run.Goes && Stopwatch.GetElapsedTime(start) < phase)
            {
                step();
                run.Count();
            }
        }
    }
}
