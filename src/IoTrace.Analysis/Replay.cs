using IoTrace.Analysis.Attribution;
using IoTrace.Analysis.Observations;
using IoTrace.Analysis.Timeline;

namespace IoTrace.Analysis;

/// <summary>Turns observations into slices. The same observations always give the same slices, however often they are replayed.</summary>
internal sealed class Replay
{
    private readonly SliceBuilder slices;
    private readonly StackInstants? stackInstants;

    public Replay(int? pid, StackSurvey survey, Action<Slice> emit)
    {
        State = new ProcessState(pid, survey);
        slices = new SliceBuilder(State.RoleOf, emit);
        // Where there are thread states, looks made from stacks would only disturb them, also before the first sweep.
        stackInstants = survey.HasSweeps ? null : new StackInstants(survey, State);
    }

    public ProcessState State { get; }

    public void Take(Observation observation)
    {
        if (State.Take(observation) is { } instant)
        {
            slices.Add(instant);
        }
        else if (stackInstants?.Take(observation) is { } inferred)
        {
            slices.Add(inferred);
        }
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
