namespace IoTrace.Cli.Commands;

/// <summary>Which recordings to compare, and where the result goes.</summary>
/// <param name="Before">Recordings from before the change.</param>
/// <param name="After">Recordings from after it.</param>
/// <param name="Regression">The increase of the time, as a fraction, from which the exit code says so; null for none.</param>
/// <param name="Results">The outputs.</param>
internal sealed record DiffRequest(IReadOnlyList<string> Before, IReadOnlyList<string> After, double? Regression, ReportRequest Results);
