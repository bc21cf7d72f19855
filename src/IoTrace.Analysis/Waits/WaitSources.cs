using System.Collections.Immutable;

using IoTrace.Analysis.Observations;
using IoTrace.Analysis.Timeline;

namespace IoTrace.Analysis.Waits;

/// <summary>The hypotheses in the order in which they are believed: the first one that claims a look has it. What none claims is idling.</summary>
internal sealed class WaitSources : IProcessWaits
{
    private readonly ImmutableArray<WaitSource> sources;

    /// <param name="isNative">Whether a thread never runs managed code.</param>
    public WaitSources(Func<ThreadId, bool> isNative)
    {
        var (streamed, moving, requests) = (new StreamedAnswerWait(Facts), new MovingSocketsWait(Facts), new RequestInFlightWait());
        (Answers, Probe, Local) = (new KernelAnswerWait(Facts), new ProbeAnswerWait(Facts), new LocalAnswerWait());
        var native = new NativeThreadWait(isNative);
        var timer = new TimerWait(Facts, requests, [Answers, streamed, moving]);
        sources =
        [
            new StarvedPoolWait(KeptByIo),
            new BlockedCallWait(ThreadState.Network),
            requests,
            Probe,
            new BlockedCallWait(ThreadState.Pipe),
            Local,
            new LockWait(),
            new QueuedWorkWait(KeptByIo),
            new RequestBodyWait(Facts),
            new IdleServerWait(Facts),
            new BriskAnswerWait(Answers, timer, native),
            timer,
            new ServedRequestWait(Facts),
            Answers,
            streamed,
            moving,
            new AnswerInVainWait(Probe),
            new LocalPeersWait(Facts),
            new DatagramWait(Facts),
            new ChildWait(Facts),
            native,
        ];

        bool KeptByIo(Instant look) => requests.IsInFlight(look.At) || Probe.IsAwaited(look.At) || Local.IsAwaited(look.At) || look.Has(Activity.Outside);
    }

    /// <summary>Facts that several sources go by.</summary>
    public WaitFacts Facts { get; } = new();

    /// <summary>Answers that are due by the kernel's account.</summary>
    public KernelAnswerWait Answers { get; }

    /// <summary>Answers that are awaited by the probe's account.</summary>
    public ProbeAnswerWait Probe { get; }

    /// <summary>Answers of other processes of this machine, by the probe's account.</summary>
    public LocalAnswerWait Local { get; }

    /// <summary>How far idling can be believed: as far as the source that could have missed most.</summary>
    public Coverage Coverage => sources.Select(s => s.Coverage).MaxBy(c => c.Idle);

    /// <summary>Takes in an observation of the first reading.</summary>
    public void Learn(Observation observation)
    {
        Facts.Learn(observation);
        foreach (var source in sources)
        {
            source.Learn(observation);
        }
    }

    /// <summary>The first reading is over.</summary>
    /// <param name="fromBirth">Whether the recording begins with the process.</param>
    /// <param name="looked">The first and the last look at the threads; null where there was none.</param>
    public void EndLearning(bool fromBirth, (Timestamp First, Timestamp Last)? looked)
    {
        Facts.EndLearning(fromBirth, looked);
        foreach (var source in sources)
        {
            source.EndLearning();
        }
    }

    /// <inheritdoc/>
    public Claim At(Instant look)
    {
        if (CriticalPath.WaitOfMain(look) is { } main)
        {
            return new Claim(main.State, main.Activity, Reliability.Seen) { IsKeptByIo = main.Activity == Activity.Outside };
        }

        foreach (var source in sources)
        {
            if (source.At(look) is { } claim)
            {
                return claim;
            }
        }

        var idle = Coverage.Idle;
        return new Claim(ThreadState.Idle, Activity.Idle, look.Listens && idle < Reliability.Inferred ? Reliability.Inferred : idle);
    }
}
