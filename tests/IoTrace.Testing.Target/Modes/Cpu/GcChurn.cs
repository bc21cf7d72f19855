using System.Runtime;

namespace IoTrace.Testing.Target.Modes.Cpu;

/// <summary>
/// Replaces random nodes of a large old graph by new ones. Nearly everything that is allocated survives the next
/// collection, so the pauses, which trace and move survivors, take more time than the program's own code.
/// </summary>
internal static class GcChurn
{
    private sealed class Node
    {
        public Node? Next { get; init; }

        public int Value { get; init; }
    }

    public static void Start(Run run)
    {
        // Concurrent collections would move part of the work off the program's path.
        GCSettings.LatencyMode = GCLatencyMode.Batch;
        var graphs = Enumerable.Range(0, run.Options.Number("threads", 1)).Select(_ => Grow(run.Options.Number("nodes", 1_000_000))).ToList();
        // The collector sizes its generations in the first collections.
        var random = 12345u;
        for (var first = GC.CollectionCount(0); GC.CollectionCount(0) < first + 3;) graphs.ForEach(g => Replace(g, 10_000, ref random));

        run.Ready();
        var pauseBefore = GC.GetTotalPauseDuration();
        Parallelism.OnThreads(graphs.Count, "graph", i =>
        {
            var own = (uint)i;
            while (run.Goes)
            {
                Replace(graphs[i], 10_000, ref own);
                run.Count(10_000);
            }
        });

        var paused = GC.GetTotalPauseDuration() - pauseBefore;
        Run.Say($"gc-pause-share {paused / run.Elapsed:F3}");
    }

    private static Node?[] Grow(int nodes)
    {
        var graph = new Node?[nodes];
        for (var i = 0; i < graph.Length; i++) graph[i] = new Node { Value = i, Next = i > 0 ? graph[i - 1] : null };
        return graph;
    }

    private static void Replace(Node?[] graph, int count, ref uint random)
    {
        for (var i = 0; i < count; i++)
        {
            random = (random * 1664525) + 1013904223;
            var place = (int)(random % (uint)graph.Length);
            // Not linked to the old neighbour's chain: history must not grow without bound.
            graph[place] = new Node { Value = i, Next = new Node { Value = place } };
        }
    }
}
