namespace IoTrace.Capture.Targets;

/// <summary>Who came from whom.</summary>
internal static class ProcessTree
{
    /// <summary>Whether <paramref name="pid"/> is <paramref name="root"/> or came from it. An orphan belongs to init, and no longer does.</summary>
    public static bool IsWithin(int root, int pid)
    {
        // The bound is for a chain of ids that are reused while it is being walked.
        for (var steps = 0; steps < 1000 && pid > 1; steps++)
        {
            if (pid == root)
            {
                return true;
            }

            if (ProcessFacts.Parent(pid) is not { } parent)
            {
                return false;
            }

            pid = parent;
        }

        return false;
    }

    /// <summary>A process and all that came from it, as far as they live.</summary>
    public static IEnumerable<int> Within(int root)
    {
        var open = new Stack<int>([root]);
        var seen = new HashSet<int>();
        while (open.TryPop(out var pid))
        {
            if (seen.Add(pid))
            {
                yield return pid;
                foreach (var child in ProcessFacts.Children(pid))
                {
                    open.Push(child);
                }
            }
        }
    }
}
