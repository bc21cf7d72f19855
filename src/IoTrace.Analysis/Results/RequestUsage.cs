namespace IoTrace.Analysis.Results;

/// <summary>The requests that the process answered.</summary>
/// <param name="Count">Those that began and ended in the window.</param>
/// <param name="Errors">
/// Those of them that an exception ended which came through to the server; null where none did: others may have failed all the same, with
/// a status that no event tells.
/// </param>
/// <param name="MeanSeconds">How long one took on average; null when none ended.</param>
/// <param name="P50">Median.</param>
/// <param name="P90">90th percentile.</param>
/// <param name="P99">99th percentile.</param>
/// <param name="Max">The longest.</param>
/// <param name="IfIoWereFree">The largest share of a request's mean time that could go away if inputs and outputs cost nothing.</param>
/// <param name="IfCpuWereHalf">...if the processing cost half.</param>
public sealed record RequestUsage(
    long Count, long? Errors, double? MeanSeconds, double? P50, double? P90, double? P99, double? Max, WhatIf? IfIoWereFree, WhatIf? IfCpuWereHalf);
