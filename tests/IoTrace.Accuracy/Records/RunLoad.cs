namespace IoTrace.Accuracy.Records;

/// <summary>What of the processors went elsewhere while a run was on.</summary>
/// <param name="Others">The share that others than the run used, 0 to 1; a run beside it counts, and so does <paramref name="Stolen"/>.</param>
/// <param name="Stolen">The share that the hypervisor gave to other machines, 0 to 1; 0 where it does not tell.</param>
internal sealed record RunLoad(double Others, double Stolen);
