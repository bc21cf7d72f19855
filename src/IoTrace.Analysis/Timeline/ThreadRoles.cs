namespace IoTrace.Analysis.Timeline;

/// <summary>Tells a thread's role from its kernel name, which the runtime sets for its own threads (15 characters at most).</summary>
public static class ThreadRoles
{
    private static readonly (string Prefix, ThreadRole Role)[] Names =
    [
        (".NET TP Worker", ThreadRole.PoolWorker),
        (".NET ThreadPool", ThreadRole.PoolWorker),
        (".NET Timer", ThreadRole.Timer),
        (".NET Tiered Com", ThreadRole.TieredCompilation),
        (".NET Server GC", ThreadRole.Gc),
        (".NET BGC", ThreadRole.Gc),
        (".NET EventPipe", ThreadRole.Observer),
        (".NET Counter Po", ThreadRole.Observer),
        ("IoTrace", ThreadRole.Observer),
        // A task with TaskCreationOptions.LongRunning has a thread of its own, which the runtime names but the program uses.
        (".NET Long Runni", ThreadRole.User),
        (".NET ", ThreadRole.Service),
    ];

    /// <param name="isMain">Whether its id is the process's.</param>
    /// <param name="managed">Whether it was seen with a managed stack; null where no stacks were taken.</param>
    public static ThreadRole Of(string? name, bool isMain, bool? managed)
    {
        if (isMain)
        {
            return ThreadRole.Main;
        }

        foreach (var (prefix, role) in Names)
        {
            if (name?.StartsWith(prefix, StringComparison.Ordinal) == true)
            {
                return role;
            }
        }

        return managed == false ? ThreadRole.Native : ThreadRole.User;
    }

    /// <summary>Whether a blocked thread of this role waits for something to serve rather than for a result.</summary>
    public static bool IsService(this ThreadRole role) => role is not (ThreadRole.Main or ThreadRole.User or ThreadRole.PoolWorker);
}
