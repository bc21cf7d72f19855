using IoTrace.Analysis.Attribution;
using IoTrace.Analysis.Observations;
using IoTrace.Analysis.Results;

namespace IoTrace.Analysis.Timeline;

/// <summary>
/// What a blocked thread is in where the kernel does not show its calls (Yama's ptrace_scope, another user's process). The probe measures
/// how much of an interval they took, and the stacks how often the thread was in which kind of waiting, but neither tells when: so it is
/// drawn.
/// </summary>
internal sealed class HiddenCalls(StackSurvey survey)
{
    // Seeded: the same observations always give the same looks.
    private readonly Random chance = new(20_1122);
    private readonly Dictionary<ThreadId, (Timestamp Since, StackClass? Wait)> waits = [];

    /// <summary>The call's state, <see cref="ThreadState.Unknown"/> for one that the probe does not measure; null where it tells nothing.</summary>
    public ThreadState? At(ThreadId thread, Timestamp now)
    {
        if (survey.Calls.Shares(thread, now) is not { } shares)
        {
            return null;
        }

        var drawn = chance.NextDouble();
        foreach (var state in StateTimes.States)
        {
            drawn -= shares[state];
            if (drawn < 0)
            {
                return state;
            }
        }

        return ThreadState.Unknown;
    }

    /// <summary>
    /// A kind of waiting that the thread was seen in and that fits what is known of the call, the same for as long as it does not run; null
    /// when it was never seen so. Not a lock where the runtime tells when it waits for one.
    /// </summary>
    public StackClass? WaitOf(in ThreadSnapshot snapshot, Timestamp since)
    {
        if (!waits.TryGetValue(snapshot.Thread, out var latest) || latest.Since != since)
        {
            waits[snapshot.Thread] = latest = (since, Draw(snapshot.Thread, snapshot.Call));
        }

        return latest.Wait;
    }

    private static bool Fits(StackClass wait, SystemCallKind call) => call switch
    {
        SystemCallKind.Hidden => true,
        SystemCallKind.Sync => wait is StackClass.FileSync or StackClass.FileWrite or StackClass.FileMetadata,
        SystemCallKind.Disk => wait.IsFile(),
        _ => !wait.IsFile(),
    };

    private StackClass? Draw(ThreadId thread, SystemCallKind call)
    {
        var (seen, toldOfLocks) = (survey.WaitsOf(thread), survey.TellsLocks(thread));
        var possible = seen.Sum(CountOf);
        var drawn = possible > 0 ? chance.Next(possible) : 0;
        foreach (var pair in seen)
        {
            drawn -= CountOf(pair);
            if (drawn < 0)
            {
                return pair.Key;
            }
        }

        return null;

        int CountOf(KeyValuePair<StackClass, int> pair) => (pair.Key == StackClass.LockWait && toldOfLocks) || !Fits(pair.Key, call) ? 0 : pair.Value;
    }
}
