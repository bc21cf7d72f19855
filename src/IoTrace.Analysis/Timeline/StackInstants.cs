using IoTrace.Analysis.Attribution;
using IoTrace.Analysis.Observations;

namespace IoTrace.Analysis.Timeline;

/// <summary>
/// Looks at the threads made from stack samples alone, for recordings without thread states. The sampler walks all threads at
/// once: samples that lie close together are one look. Which of the threads in managed code were on a processor cannot
/// be told; they are taken to have been. Of those in native code that no frame names, nobody knows what they do there.
/// </summary>
internal sealed class StackInstants(StackSurvey survey, ProcessState state)
{
    /// <summary>One walk over the threads takes well under this; the next comes after more.</summary>
    private static readonly Duration SameWalk = Duration.FromMilliseconds(0.5);

    /// <summary>A gap between two walks that is so many times the usual one was no rest of the sampler's. Chosen, not measured.</summary>
    private const double Stall = 4;

    /// <summary>The weight of a gap in the mean of the latest ones. Chosen: some 20 ms of the past count, with walks 1.2 ms apart.</summary>
    private const double Latest = 1.0 / 16;

    /// <summary>Looks for a pause at most; a slice needs some. Chosen: a pause of 10 s still has ten in each.</summary>
    private const double MostLooksOfPause = 1000;

    private readonly List<StackSample> walk = [];
    private IReadOnlyList<ThreadMoment> lastMoments = [];
    private Timestamp? lastWalk;
    private Duration? gap;
    private GcPauseStarted? pause;

    /// <summary>Takes in an observation; the looks that it completes.</summary>
    public IReadOnlyList<Instant> Take(Observation observation) => observation switch
    {
        StackSample sample => OfSample(sample),
        GcPauseStarted start => Begin(start),
        GcPauseEnded => OfPause(observation.At),
        { LosesEnds: true } => Abandon(),
        _ => [],
    };

    /// <summary>The last look.</summary>
    public IReadOnlyList<Instant> End() => walk.Count > 0 ? [Complete()] : [];

    private IReadOnlyList<Instant> OfSample(StackSample sample)
    {
        var complete = walk.Count > 0 && (sample.At - walk[^1].At > SameWalk || walk.Exists(s => s.Thread == sample.Thread)) ? Complete() : null;
        walk.Add(sample);
        return complete is null ? [] : [complete];
    }

    private IReadOnlyList<Instant> Begin(GcPauseStarted start)
    {
        var complete = End();
        pause = start;
        // The gap around a pause is not one of the sampler's.
        lastWalk = null;
        return complete;
    }

    /// <summary>With its end lost, the pause would span all until the next one's.</summary>
    private IReadOnlyList<Instant> Abandon()
    {
        pause = null;
        return [];
    }

    /// <summary>The sampler cannot walk while a collection holds all threads: looks as often as it would have walked stand in.</summary>
    private IReadOnlyList<Instant> OfPause(Timestamp end)
    {
        var (began, usual) = (pause, gap);
        pause = null;
        if (began is null || usual is null)
            return [];

        var length = (end - began.At).Nanoseconds;
        var step = Math.Max(usual.Value.Nanoseconds, length / MostLooksOfPause);
        var moments = lastMoments.Select(m => m.Running || m.Thread == began.Thread ? m with { State = ThreadState.Gc, Activity = Activity.Active } : m).ToList();
        return
        [
            .. Enumerable.Range(1, (int)(length / step))
                .Select(n => state.InferredInstant(new Timestamp(began.At.Nanoseconds + (long)(n * step)), moments)),
        ];
    }

    private Instant Complete()
    {
        var at = walk[^1].At;
        if (lastWalk is { } before)
        {
            var rest = at - before;
            gap = gap is not { } usual ? rest
                : rest.Nanoseconds > Stall * usual.Nanoseconds ? usual
                : new Duration((long)(usual.Nanoseconds + (Latest * (rest.Nanoseconds - usual.Nanoseconds))));
        }

        lastWalk = at;
        lastMoments = [.. walk.Select(Moment).Where(m => m.Activity != Activity.Idle || !m.Role.IsService())];
        walk.Clear();
        return state.InferredInstant(at, lastMoments);
    }

    private ThreadMoment Moment(StackSample sample)
    {
        var stack = survey.ClassOf(sample.Stack);
        var role = RoleOf(stack);
        var (threadState, activity) = stack == StackClass.Compute
            ? (survey.Computes(sample) ? ThreadState.CpuUser : ThreadState.Unknown, Activity.Active)
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
