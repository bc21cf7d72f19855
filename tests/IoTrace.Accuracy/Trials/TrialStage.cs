namespace IoTrace.Accuracy.Trials;

/// <summary>A program with everything around it that it needs, for as long as it is tried.</summary>
internal abstract class TrialStage : IAsyncDisposable
{
    /// <summary>The program, to run for so many seconds after its "ready" line.</summary>
    public abstract IReadOnlyList<string> Command(double seconds);

    /// <summary>Part of what the report has to name first, such as a path or a port; null where nothing has to be.</summary>
    public virtual string? Resource => null;

    /// <summary>Finds out where the program's time goes, by interventions, nobody looking.</summary>
    /// <param name="seconds">How long the tool will look. What is compiled on the way makes the first seconds of a program unlike later ones.</param>
    public abstract Task<Truth> MeasureAsync(double seconds);

    public abstract ValueTask DisposeAsync();
}
