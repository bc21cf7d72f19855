using IoTrace.Analysis.Results;
using IoTrace.Reports.Formatting;

namespace IoTrace.Reports.Terminal.Sections;

/// <summary>The thread pool and the garbage collector, a line each.</summary>
internal static class RuntimeSection
{
    public static void Write(Diagnosis diagnosis, Page page)
    {
        if (diagnosis is { ThreadPool: null, Gc: null })
            return;

        page.Heading("Runtime");
        if (diagnosis.ThreadPool is { } pool)
            page.WriteText(Label("Thread pool"), Joined(ThreadPool(pool)));
        if (diagnosis.Gc is { } gc)
            page.WriteText(Label("GC"), Joined(Gc(gc, diagnosis.Window.DurationSeconds)));
    }

    private static IEnumerable<Run> ThreadPool(ThreadPoolUsage pool)
    {
        yield return $"up to {Quantity.Things(pool.WorkersMax, "worker")}";
        if (pool.QueueLengthMax is { } queue)
            yield return $"up to {Quantity.Things(queue, "item")} queued";
        if (pool.WorkItemsCompleted is { } items)
            yield return $"{Quantity.Things(items, "item")} done";
        yield return pool.StarvationAdjustments > 0
            ? new Run($"{Quantity.Things(pool.StarvationAdjustments, "starvation adjustment")}", Palette.Bad)
            : "no starvation adjustment";
        if (pool.CooperativeBlockingAdjustments > 0)
            yield return new Run($"{Quantity.Things(pool.CooperativeBlockingAdjustments, "worker")} added for blocking on tasks", Palette.Warning);
    }

    private static IEnumerable<Run> Gc(GcUsage gc, double window)
    {
        if (gc.Count == 0)
        {
            yield return "no collection";
        }
        else
        {
            yield return $"{Quantity.Things(gc.Count, "collection")} (gen 0/1/2: {string.Join('/', Generations(gc).Select(Quantity.Count))})";
            var share = window > 0 ? $" ({Quantity.Percent(gc.PauseSeconds / window)} of the window)" : "";
            yield return $"{Quantity.Duration(gc.PauseSeconds)} paused{share}";
        }

        if (gc.PauseMax is { } max)
            yield return $"longest {Quantity.Duration(max)}";
        if (gc.AllocatedBytes is { } allocated)
            yield return $"{Quantity.Bytes(allocated)} allocated";
    }

    private static long[] Generations(GcUsage gc) => [gc.Gen0, gc.Gen1, gc.Gen2];

    private static IEnumerable<Run> Joined(IEnumerable<Run> parts) =>
        parts.SelectMany((part, i) => i == 0 ? [part] : new[] { new Run(Wrapping.Glue + "· ", Palette.Dim), part });

    private static Run Label(string label) => new($"  {label,-12}", Palette.Dim);
}
