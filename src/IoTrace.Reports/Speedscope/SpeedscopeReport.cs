using System.Text.Json;
using IoTrace.Analysis.Results;
using IoTrace.Reports.Formatting;
using IoTrace.Reports.Json;

namespace IoTrace.Reports.Speedscope;

/// <summary>
/// Flame graphs for https://www.speedscope.app: one profile of the user's code with the states as roots and without idle threads, then one of
/// whole stacks for each state.
/// </summary>
public static class SpeedscopeReport
{
    /// <summary>Writes the file as UTF-8; <paramref name="output"/> is left open.</summary>
    public static void Write(Diagnosis diagnosis, Stream output)
    {
        var frames = new FrameTable();
        var stacks = diagnosis.Stacks.Where(stack => double.IsFinite(stack.Seconds) && stack.Seconds > 0).ToList();
        var file = new SpeedscopeFile(
            "https://www.speedscope.app/file-format-schema.json",
            Wording.Subject(diagnosis),
            "iotrace",
            ActiveProfileIndex: 0,
            new SpeedscopeShared(frames.Frames),
            [
                Profile("all states", Telling(stacks), stack => [frames.Index(Wording.OfThreads(stack.State)), .. frames.Indices(FoldedStack.Of(stack))]),
                .. stacks.GroupBy(stack => stack.State)
                    .OrderByDescending(state => state.Sum(stack => stack.Seconds))
                    .Select(state => Profile(Wording.OfThreads(state.Key), [.. state], frames.Indices)),
            ]);
        JsonSerializer.Serialize(output, file, SpeedscopeJsonContext.Default.SpeedscopeFile);
    }

    /// <summary>Without threads that have nothing to do or sleep, which would fill the picture; all where there is nothing else.</summary>
    private static IReadOnlyList<CallSite> Telling(IReadOnlyList<CallSite> stacks)
    {
        List<CallSite> telling = [.. stacks.Where(stack => stack.State is not (ThreadState.Idle or ThreadState.Sleep))];
        return telling.Count > 0 ? telling : stacks;
    }

    private static SpeedscopeProfile Profile(string name, IReadOnlyList<CallSite> stacks, Func<CallSite, IReadOnlyList<int>> indices)
    {
        double[] weights = [.. stacks.Select(stack => JsonNumber.Amount(stack.Seconds))];
        return new SpeedscopeProfile("sampled", name, "seconds", 0, JsonNumber.Amount(weights.Sum()), [.. stacks.Select(indices)], weights);
    }
}
