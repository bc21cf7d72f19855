namespace IoTrace.Accuracy.Scenarios;

/// <summary>All scenarios.</summary>
internal static class Suite
{
    public static IReadOnlyList<Scenario> All { get; } =
    [
        .. FileScenarios.All,
        .. PeerScenarios.All,
        .. ComputingScenarios.All,
        .. MixedScenarios.All,
        .. WaitingScenarios.All,
        .. RealPrograms.All,
    ];

    /// <summary>Those whose name holds one of the parts; all where there is none.</summary>
    public static IEnumerable<Scenario> Matching(IReadOnlyList<string> parts) =>
        All.Where(s => parts.Count == 0 || parts.Any(p => s.Name.Contains(p, StringComparison.OrdinalIgnoreCase)));
}
