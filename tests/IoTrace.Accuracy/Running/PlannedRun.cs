using IoTrace.Accuracy.Records;
using IoTrace.Accuracy.Scenarios;

namespace IoTrace.Accuracy.Running;

/// <summary>A run to be made.</summary>
internal sealed record PlannedRun(Scenario Scenario, RunKey Key);
