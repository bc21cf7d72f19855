using IoTrace.Analysis.Results;

namespace IoTrace.Reports.Speedscope;

/// <summary>Each frame once, by its name.</summary>
internal sealed class FrameTable
{
    private const string NoFrame = "(no managed frame)";

    private readonly Dictionary<string, int> indices = [];
    private readonly List<SpeedscopeFrame> frames = [];

    public IReadOnlyList<SpeedscopeFrame> Frames => frames;

    public IReadOnlyList<string> Names => frames.ConvertAll(frame => frame.Name);

    public int Index(string name)
    {
        if (indices.TryGetValue(name, out var index))
            return index;

        frames.Add(new SpeedscopeFrame(name));
        return indices[name] = frames.Count - 1;
    }

    public IReadOnlyList<int> Indices(CallSite stack) =>
        stack.Frames.IsDefaultOrEmpty ? [Index(NoFrame)] : [.. stack.Frames.Select(Index)];
}
