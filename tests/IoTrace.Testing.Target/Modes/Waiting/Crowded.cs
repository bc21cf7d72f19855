using System.Diagnostics;

namespace IoTrace.Testing.Target.Modes.Waiting;

/// <summary>Computes on one thread beside busy processes, so many that it waits for a processor most of the time.</summary>
internal static class Crowded
{
    /// <summary>Busy for as long as this process lives, however that ends: it looks after it every few milliseconds.</summary>
    private const string Neighbour = "while kill -0 $PPID 2>/dev/null; do i=0; while [ $i -lt 5000 ]; do i=$((i+1)); done; done";

    public static void Start(Run run)
    {
        // With this process four for each processor.
        var count = run.Options.Number("neighbours", (4 * Environment.ProcessorCount) - 1);
        var neighbours = Enumerable.Range(0, count).Select(_ => Process.Start("/bin/sh", ["-c", Neighbour])).ToList();
        run.Ready();
        Busy.Throughout(run);

        foreach (var neighbour in neighbours)
        {
            neighbour.Kill();
            neighbour.Dispose();
        }
    }
}
