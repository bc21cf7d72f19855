namespace IoTrace.Workloads.Comparison;

/// <summary>Who may end a comparison early.</summary>
public interface IRaceEnd
{
    /// <summary>Stop and report.</summary>
    CancellationToken Stop { get; }

    /// <summary>Whether a run that ended badly was told to end: its own end may be seen before the signal is.</summary>
    Task<bool> HaveEndedItAsync();
}
