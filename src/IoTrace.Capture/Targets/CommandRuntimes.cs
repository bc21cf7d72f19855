namespace IoTrace.Capture.Targets;

/// <summary>Finds the .NET processes in a launched command as they appear.</summary>
/// <param name="root">The command.</param>
/// <param name="gate">Where they are held back; null where that is not possible.</param>
internal sealed class CommandRuntimes(int root, LaunchGate? gate, TimeProvider time)
{
    private static readonly TimeSpan SearchInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>Who waits at the gate has made its socket before; if none is found by then, it is looked for in other ways.</summary>
    private static readonly TimeSpan FoundWithin = TimeSpan.FromMilliseconds(50);

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(1);

    private readonly PublishedSockets sockets = new(Path.GetTempPath(), time);
    private readonly HashSet<int> seen = [];
    private long searchedAt = time.GetTimestamp();
    private long? takenAt;

    /// <summary>Those that have appeared since the last call, each either at the gate or through with its start.</summary>
    public async Task<IReadOnlyList<NewRuntime>> TakeNewAsync()
    {
        var found = await Task.WhenAll(Published().Select(SettleAsync)).ConfigureAwait(false);
        return found.Any(one => one.IsHeld) ? found : [.. found, .. HeldUnseen()];
    }

    private List<int> Published()
    {
        List<int> found = [.. sockets.TakeNew().Where(pid => !seen.Contains(pid) && ProcessTree.IsWithin(root, pid) && seen.Add(pid))];
        if (time.GetElapsedTime(searchedAt) > SearchInterval)
        {
            // A command may give its programs another temporary folder.
            searchedAt = time.GetTimestamp();
            found.AddRange(ProcessTree.Within(root).Where(pid => !seen.Contains(pid) && DiagnosticSocket.Find(pid).Found && seen.Add(pid)));
        }

        return found;
    }

    private async Task<NewRuntime> SettleAsync(int pid)
    {
        for (var from = time.GetTimestamp(); time.GetElapsedTime(from) < RuntimeStart.Longest && ProcessFacts.Exists(pid) && !RuntimeStart.IsOver(pid);)
        {
            if (gate?.Holds(pid) ?? false)
            {
                return new NewRuntime(pid, IsHeld: true);
            }

            await Task.Delay(Poll, time).ConfigureAwait(false);
        }

        return new NewRuntime(pid, IsHeld: false);
    }

    /// <summary>Those at the gate that were not found: daemons belong to init by then, and a namespace may hide a socket.</summary>
    private List<NewRuntime> HeldUnseen()
    {
        if (gate is not { IsTaken: true })
        {
            takenAt = null;
            return [];
        }

        if (time.GetElapsedTime(takenAt ??= time.GetTimestamp()) < FoundWithin)
        {
            return [];
        }

        takenAt = null;
        var unseen = gate.FindHeld().Where(seen.Add).Select(pid => new NewRuntime(pid, IsHeld: true)).ToList();
        if (unseen.Count == 0)
        {
            // Nobody that could be taken up, and nobody waits for nothing.
            gate.LetGo();
        }

        return unseen;
    }
}
