using System.Globalization;

using IoTrace.Capture.Os.Linux;

namespace IoTrace.Capture.Targets;

/// <summary>A process and all that came from it.</summary>
internal static class ProcessTree
{
    /// <summary>
    /// Ids of the root and of its descendants that live now, parents before children. A child whose parent has died belongs to
    /// init and is not found any more.
    /// </summary>
    public static IReadOnlyList<int> Of(int root)
    {
        var children = new Dictionary<int, List<int>>();
        foreach (var path in Directory.EnumerateDirectories(ProcPath.Root))
        {
            if (int.TryParse(Path.GetFileName(path.AsSpan()), CultureInfo.InvariantCulture, out var pid)
                && ProcessFacts.Parent(pid) is { } parent)
            {
                (children.TryGetValue(parent, out var list) ? list : children[parent] = []).Add(pid);
            }
        }

        var tree = new List<int> { root };
        for (var i = 0; i < tree.Count; i++)
        {
            tree.AddRange(children.GetValueOrDefault(tree[i]) ?? []);
        }

        return tree;
    }
}
