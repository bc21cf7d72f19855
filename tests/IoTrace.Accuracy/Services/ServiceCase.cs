namespace IoTrace.Accuracy.Services;

/// <summary>A program of the suite of services.</summary>
/// <param name="Name">Its name in tables.</param>
/// <param name="Causes">The causes that are right where the bound is the measured one.</param>
/// <param name="PlanAsync">Starts what it needs.</param>
internal sealed record ServiceCase(string Name, IReadOnlyList<string> Causes, Func<ServerPark, Task<ServicePlan>> PlanAsync);
