using System.Collections.Immutable;

using IoTrace.Analysis.Attribution;
using IoTrace.Analysis.Observations;
using IoTrace.Analysis.Tallies;

namespace IoTrace.Analysis;

/// <summary>
/// The third reading, made only where the process changed: the same slices as in the second one, added up phase by phase, with the
/// stacks and the volume that belong to each.
/// </summary>
internal sealed class PhaseReading
{
    private readonly ImmutableArray<Timestamp> starts;
    private readonly ImmutableArray<PhaseTally> tallies;
    private readonly Replay replay;

    /// <param name="starts">When the phases begin, in order; what comes before the first one belongs to it.</param>
    public PhaseReading(RecordingFacts facts, StackSurvey survey, ImmutableArray<Timestamp> starts)
    {
        this.starts = starts;
        tallies = [.. starts.Select(_ => new PhaseTally())];
        replay = new Replay(facts, survey, slice => At(slice.Start).Budget.Add(slice));
    }

    /// <summary>One for each phase, and the kinds and names of the resources.</summary>
    public (ImmutableArray<PhaseTally> Tallies, IReadOnlyDictionary<ResourceId, (ResourceKind Kind, string Name)> Resources) Run(IRecordingSource source)
    {
        foreach (var observation in source.Read())
        {
            replay.Take(observation);
            At(observation.At).Take(observation);
        }

        replay.End();
        return (tallies, replay.State.Resources);
    }

    private PhaseTally At(Timestamp at)
    {
        var index = starts.BinarySearch(at);
        return tallies[Math.Max(0, index >= 0 ? index : ~index - 1)];
    }
}

/// <summary>What is added up for one phase.</summary>
internal sealed class PhaseTally
{
    private readonly Dictionary<ThreadId, Dictionary<StackId, int>> stacks = [];

    public BudgetTally Budget { get; } = new();

    public IoTally Io { get; } = new();

    /// <summary>The stacks that a thread was seen with in this phase, and how often.</summary>
    public IReadOnlyDictionary<StackId, int> StacksOf(ThreadId thread) =>
        stacks.TryGetValue(thread, out var seen) ? seen : ImmutableDictionary<StackId, int>.Empty;

    public void Take(Observation observation)
    {
        Io.Take(observation);
        if (observation is StackSample sample)
        {
            if (!stacks.TryGetValue(sample.Thread, out var seen))
            {
                stacks.Add(sample.Thread, seen = []);
            }

            seen[sample.Stack] = seen.GetValueOrDefault(sample.Stack) + 1;
        }
    }
}
