using IoTrace.Analysis.Attribution;
using IoTrace.Analysis.Observations;
using IoTrace.Analysis.Timeline;

namespace IoTrace.Analysis;

/// <summary>Turns observations into slices. The same observations always give the same slices, however often they are replayed.</summary>
internal sealed class Replay
{
    private readonly SliceBuilder slices;
    private readonly StackInstants? stackInstants;

    public Replay(RecordingFacts facts, StackSurvey survey, Action<Slice> emit)
    {
        State = new ProcessState(facts.Target.FirstThread, survey);
        slices = new SliceBuilder(survey.HasSweeps ? facts.Start : null, facts.Processors, State.RoleOf, survey, emit);
        // Where there are thread states, looks made from stacks would only disturb them, also before the first sweep.
        stackInstants = survey.HasSweeps ? null : new StackInstants(survey, State);
    }

    public ProcessState State { get; }

    /// <summary>Takes in an observation; the looks that it completes.</summary>
    public IReadOnlyList<Instant> Take(Observation observation)
    {
        IReadOnlyList<Instant> looks = State.Take(observation) is { } sweep ? [sweep] : stackInstants?.Take(observation) ?? [];
        foreach (var look in looks)
            slices.Add(look);

        return looks;
    }

    public void End()
    {
        foreach (var instant in stackInstants?.End() ?? [])
        {
            slices.Add(instant);
        }

        slices.End();
    }
}
