namespace IoTrace.Accuracy.Trials;

/// <summary>A program under a setting, as a suite plans it.</summary>
/// <param name="Program">The program's name.</param>
/// <param name="Setting">What is set, with its unit.</param>
/// <param name="Order">Where the setting stands among the others.</param>
/// <param name="BuildAsync">Sets it up.</param>
internal sealed record TrialSetting(string Program, string Setting, int Order, Func<Task<TrialStage>> BuildAsync)
{
    /// <summary>The causes that are right where the bound is; empty where the suite asks for the bound alone.</summary>
    public IReadOnlyList<string> Causes { get; init; } = [];
}
