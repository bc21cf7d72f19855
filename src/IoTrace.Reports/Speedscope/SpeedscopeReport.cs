using System.Text.Json;
using IoTrace.Analysis.Results;
using IoTrace.Reports.Formatting;
using IoTrace.Reports.Json;

namespace IoTrace.Reports.Speedscope;

/// <summary>Flame graphs for https://www.speedscope.app: one profile with the states as roots, then one for each state.</summary>
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
                Profile("all states", stacks, stack => [frames.Index(Wording.OfThreads(stack.State)), .. frames.Indices(stack)]),
                .. stacks.GroupBy(stack => stack.State)
                    .OrderByDescending(state => state.Sum(stack => stack.Seconds))
                    .Select(state => Profile(Wording.OfThreads(state.Key), [.. state], frames.Indices)),
            ]);
        JsonSerializer.Serialize(output, file, SpeedscopeJsonContext.Default.SpeedscopeFile);
    }

    private static SpeedscopeProfile Profile(string name, IReadOnlyList<CallSite> stacks, Func<CallSite, IReadOnlyList<int>> indices)
    {
        double[] weights = [.. stacks.Select(stack => JsonNumber.Amount(stack.Seconds))];
        return new SpeedscopeProfile("sampled", name, "seconds", 0, JsonNumber.Amount(weights.Sum()), [.. stacks.Select(indices)], weights);
    }
}
