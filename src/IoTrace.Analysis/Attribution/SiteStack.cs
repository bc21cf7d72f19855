using IoTrace.Analysis.Observations;

namespace IoTrace.Analysis.Attribution;

/// <summary>A place in the code: the stack of a thread, and where that is only the pool's, the stack that queued the work.</summary>
/// <param name="QueuedBy">None where the thread's own stack says it all.</param>
internal readonly record struct SiteStack(StackId Stack, StackId QueuedBy);
