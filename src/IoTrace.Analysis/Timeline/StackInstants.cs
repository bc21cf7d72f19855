using IoTrace.Analysis.Attribution;
using IoTrace.Analysis.Observations;

namespace IoTrace.Analysis.Timeline;

/// <summary>
/// Looks at the threads made from stack samples alone, for recordings without thread states. The sampler walks all threads at
/// once: samples that lie close together are one look. Which of the threads without a waiting frame were on a processor cannot
/// be told; they are taken to have been.
/// </summary>
internal sealed class StackInstants(StackSurvey survey, ProcessState state)
{
    /// <summary>One walk over the threads takes well under this; the next comes after more.</summary>
    private static readonly Duration SameWalk = Duration.FromMilliseconds(0.5);

    private readonly List<StackSample> walk = [];

    /// <summary>Takes in an observation; a look when it shows that a walk is over.</summary>
    public Instant? Take(Observation observation)
    {
        if (observation is not StackSample sample)
        {
            return null;
        }

        var complete = walk.Count > 0 && (sample.At - walk[^1].At > SameWalk || walk.Exists(s => s.Thread == sample.Thread)) ? Complete() : null;
        walk.Add(sample);
        return complete;
    }

    /// <summary>The last look.</summary>
    public IEnumerable<Instant> End() => walk.Count > 0 ? [Complete()] : [];

    private Instant Complete()
    {
        var moments = walk.Select(Moment).Where(m => m.Activity != Activity.Idle || !m.Role.IsService()).ToList();
        var look = state.InferredInstant(walk[^1].At, moments);
        walk.Clear();
        return look;
    }

    private ThreadMoment Moment(StackSample sample)
    {
        var stack = survey.ClassOf(sample.Stack);
        var role = RoleOf(stack);
        var (threadState, activity) = survey.IsNameless(sample.Stack)
            ? (ThreadState.Unknown, Activity.Active)
            : stack == StackClass.Compute
            ? (ThreadState.CpuUser, Activity.Active)
            : BlockedState.OfStack(stack, role, timed: false);
        return new ThreadMoment(sample.Thread, role, threadState, activity, ResourceId.None, 0, sample.Stack, Fresh: true);
    }

    private static ThreadRole RoleOf(StackClass stack) => stack switch
    {
        StackClass.ServiceIdle => ThreadRole.Service,
        StackClass.PoolIdle => ThreadRole.PoolWorker,
        _ => ThreadRole.User,
    };
}
