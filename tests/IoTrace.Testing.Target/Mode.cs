namespace IoTrace.Testing.Target;

/// <summary>One behaviour of the target program.</summary>
/// <param name="Label">The verdict that is true of the mode from its ready line on, as "bound/cause", or "-".</param>
/// <param name="Start">Runs the mode and returns the exit code.</param>
internal sealed record Mode(string Label, Func<Run, int> Start)
{
    public Mode(string label, Action<Run> start)
        : this(label, run =>
        {
            start(run);
            run.Finish();
            return 0;
        })
    {
    }
}
