using System.Runtime;

using IoTrace.Workloads.Data;
using IoTrace.Workloads.Measuring;

namespace IoTrace.Workloads.Controls;

/// <summary>Nearly everything that is allocated survives the next collection, so pauses take more time than the program.</summary>
public sealed class GcChurn : Workload
{
    private const int Nodes = 1_000_000;
    private const int Replaced = 10_000;
    private Node?[]? graph;

    public override WorkloadInfo Info { get; } = new(
        "gc-churn", WorkloadGroup.Control, "Replaces random nodes of a large old graph by new ones, 10,000 an operation.", Dials.None,
        new WorkloadSettings(), [Expectation.Always("gc")]);

    public override Task RunAsync(WorkloadContext context)
    {
        // Concurrent collections would move part of the work off the program's path.
        GCSettings.LatencyMode = GCLatencyMode.Batch;
        var nodes = graph ??= Build();
        long turn = 0;
        while (context.Goes)
        {
            var began = Recorder.Now();
            for (var i = 0; i < Replaced; i++)
            {
                var place = (int)(SeededData.Word(context.Settings.Seed, turn++) % Nodes);
                // Not linked to the old neighbours: history must not grow without bound.
                nodes[place] = new Node(place, new Node(i, null));
            }

            context.Recorder.Done(began);
        }

        for (var i = 0; i < Nodes; i++)
        {
            if (nodes[i] is not { } node || node.Value != i)
                context.Recorder.Wrong();
        }

        return Task.CompletedTask;
    }

    public override string? Verify(WorkloadContext context, RunResult result) =>
        result.Total.Wrong == 0 ? null : $"{result.Total.Wrong:N0} nodes of the graph are not where they belong.";

    private static Node?[] Build()
    {
        var nodes = new Node?[Nodes];
        for (var i = 0; i < Nodes; i++)
            nodes[i] = new Node(i, i > 0 ? nodes[i - 1] : null);

        return nodes;
    }

    private sealed record Node(int Value, Node? Next);
}
