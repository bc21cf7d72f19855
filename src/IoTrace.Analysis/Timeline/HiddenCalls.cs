using IoTrace.Analysis.Attribution;
using IoTrace.Analysis.Observations;
using IoTrace.Analysis.Results;

namespace IoTrace.Analysis.Timeline;

/// <summary>
/// What a blocked thread is in where the kernel does not show its calls (Yama's ptrace_scope, another user's process) and the probe
/// measured them. It tells how much of an interval they took, not when: so each look is drawn.
/// </summary>
internal sealed class HiddenCalls(StackSurvey survey)
{
    // Seeded: the same observations always give the same looks.
    private readonly Random chance = new(20_1122);

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
}
