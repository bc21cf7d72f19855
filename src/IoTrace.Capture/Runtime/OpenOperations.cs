namespace IoTrace.Capture.Runtime;

/// <summary>
/// Network operations that have begun and not ended. The runtime names the activity of an operation at both of its ends, but where one began
/// within another of its kind (a name that is resolved by resolving the machine's own), the end of the outer one comes without a name.
/// </summary>
internal sealed class OpenOperations
{
    /// <summary>Of each kind: what has been open for longer than so many others has lost its end.</summary>
    private const int MostOpen = 1024;

    private readonly Dictionary<string, List<(Guid Key, int Thread)>> open = [];

    public void Begin(string kind, Guid key, int thread)
    {
        var operations = OfKind(kind);
        if (operations.Count == MostOpen)
        {
            operations.RemoveAt(0);
        }

        operations.Add((key, thread));
    }

    /// <summary>The operation that an end belongs to: the one it names, or the last one that its thread began; else the last one of its kind.</summary>
    public Guid End(string kind, Guid key, int thread)
    {
        var operations = OfKind(kind);
        var index = key != Guid.Empty ? operations.FindLastIndex(o => o.Key == key)
            : operations.FindLastIndex(o => o.Thread == thread) is >= 0 and var own ? own
            : operations.Count - 1;
        if (index < 0)
        {
            return key;
        }

        var ended = operations[index].Key;
        operations.RemoveAt(index);
        return ended;
    }

    private List<(Guid Key, int Thread)> OfKind(string kind)
    {
        if (!open.TryGetValue(kind, out var operations))
        {
            open.Add(kind, operations = []);
        }

        return operations;
    }
}
