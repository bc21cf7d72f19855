namespace IoTrace.Reports.Pprof;

/// <summary>Each string of a profile once. Index 0 is the empty string, as the format asks.</summary>
internal sealed class StringTable
{
    private readonly Dictionary<string, int> indices = new(StringComparer.Ordinal) { [""] = 0 };
    private readonly List<string> strings = [""];

    public IReadOnlyList<string> Strings => strings;

    public int Index(string text)
    {
        if (indices.TryGetValue(text, out var index))
            return index;

        strings.Add(text);
        return indices[text] = strings.Count - 1;
    }
}
