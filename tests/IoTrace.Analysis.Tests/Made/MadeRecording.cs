namespace IoTrace.Analysis.Tests.Made;

/// <summary>A recording in memory, with the truth beside it.</summary>
public sealed class MadeRecording : IRecordingSource
{
    private readonly IReadOnlyList<Observation> observations;
    private readonly MadeStacks stacks;

    internal MadeRecording(
        RecordingFacts facts, IReadOnlyList<Observation> observations, MadeStacks stacks, IReadOnlyDictionary<ThreadId, Duration> onCpu)
    {
        Facts = facts;
        OnCpu = onCpu;
        this.observations = observations;
        this.stacks = stacks;
    }

    public RecordingFacts Facts { get; }

    /// <summary>The processor time each thread truly had between its first look in the window and its last.</summary>
    public IReadOnlyDictionary<ThreadId, Duration> OnCpu { get; }

    public IEnumerable<Observation> Read() => observations;

    public ImmutableArray<string> Frames(StackId stack) => stacks.Frames(stack);
}

/// <summary>Interns made-up stacks.</summary>
internal sealed class MadeStacks
{
    private readonly Dictionary<string, StackId> ids = [];
    private readonly List<ImmutableArray<string>> stacks = [[]];

    public StackId Intern(IEnumerable<string> frames)
    {
        ImmutableArray<string> all = [.. frames];
        var key = string.Join('\n', all);
        if (!ids.TryGetValue(key, out var id))
        {
            id = new StackId(stacks.Count);
            ids.Add(key, id);
            stacks.Add(all);
        }

        return id;
    }

    public ImmutableArray<string> Frames(StackId stack) => stacks[stack.Value];
}
