namespace IoTrace.Capture.Tests.Support;

/// <summary>Tests that start processes: one at a time, so that they do not take the processor from one another.</summary>
[CollectionDefinition("processes", DisableParallelization = true)]
public sealed class Processes;
