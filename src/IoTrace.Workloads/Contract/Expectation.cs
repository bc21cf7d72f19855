namespace IoTrace.Workloads;

/// <summary>The verdict that a condition leads to.</summary>
/// <param name="Verdict">A bound or a cause by its stable name, such as <c>cpu</c> or <c>file-sync</c>.</param>
/// <param name="When">The condition in words.</param>
/// <param name="Applies">The condition.</param>
public sealed record Expectation(string Verdict, string When, Func<WorkloadSettings, bool> Applies)
{
    /// <summary>A verdict that holds whatever the settings are.</summary>
    public static Expectation Always(string verdict) => new(verdict, "always", _ => true);

    /// <summary>Whether a verdict is the expected one: a bound has to be its bound, a cause its only one, for half of a mixed verdict is another verdict.</summary>
    public bool IsMetBy(string bound, IReadOnlyList<string> causes) => Verdict == bound || (causes.Count == 1 && Verdict == causes[0]);
}
