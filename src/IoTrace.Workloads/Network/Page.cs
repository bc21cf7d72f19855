namespace IoTrace.Workloads.Network;

/// <summary>What a server answers.</summary>
/// <param name="After">How long it takes to think.</param>
/// <param name="Body">ASCII text.</param>
public readonly record struct Page(TimeSpan After, string Body);
