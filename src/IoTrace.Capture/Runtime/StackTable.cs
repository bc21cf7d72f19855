using System.Collections.Immutable;

using IoTrace.Analysis.Observations;

namespace IoTrace.Capture.Runtime;

/// <summary>Interns stacks as sequences of methods, so that millions of samples need memory only for what is different in them.</summary>
internal sealed class StackTable(MethodMap methods)
{
    /// <summary>Past this many different stacks new ones are cut down to their outermost frames, which keeps memory bounded.</summary>
    private const int MostStacks = 100_000;
    private const int FramesWhenFull = 8;

    // A frame is a method's id, or, where its method event has not been read yet, ~index into this list.
    private readonly List<ulong> unresolved = [];
    private readonly Dictionary<ulong, int> unresolvedIndex = [];
    private readonly Dictionary<int[], StackId> ids = new(new SequenceComparer());
    private readonly List<int[]> stacks = [[]];

    /// <summary>The id of a stack given as code addresses, innermost first.</summary>
    public StackId Intern(ReadOnlySpan<ulong> addresses)
    {
        if (addresses.IsEmpty)
        {
            return StackId.None;
        }

        var frames = new int[addresses.Length];
        for (var i = 0; i < addresses.Length; i++)
        {
            frames[addresses.Length - 1 - i] = Frame(addresses[i]);
        }

        if (stacks.Count >= MostStacks && frames.Length > FramesWhenFull)
        {
            frames = frames[..FramesWhenFull];
        }

        if (!ids.TryGetValue(frames, out var id))
        {
            id = new StackId(stacks.Count);
            ids.Add(frames, id);
            stacks.Add(frames);
        }

        return id;
    }

    /// <summary>The stack's method names, outermost first.</summary>
    public ImmutableArray<string> Frames(StackId stack) =>
        [.. stacks[stack.Value].Select(frame => methods.Name(frame >= 0 ? frame : methods.Find(unresolved[~frame])))];

    private int Frame(ulong address)
    {
        var method = methods.Find(address);
        if (method != MethodMap.Unknown)
        {
            return method;
        }

        if (!unresolvedIndex.TryGetValue(address, out var index))
        {
            index = unresolved.Count;
            unresolved.Add(address);
            unresolvedIndex.Add(address, index);
        }

        return ~index;
    }

    private sealed class SequenceComparer : IEqualityComparer<int[]>
    {
        public bool Equals(int[]? x, int[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(int[] frames)
        {
            var hash = default(HashCode);
            foreach (var frame in frames)
            {
                hash.Add(frame);
            }

            return hash.ToHashCode();
        }
    }
}
