using IoTrace.Reports.Json;

namespace IoTrace.Reports.Html;

// The data of the page. web/src/data.ts has the same shape.

/// <summary>All that the page shows.</summary>
/// <param name="Report">The JSON report.</param>
/// <param name="Stacks">The stacks behind the flame graph.</param>
/// <param name="Causes">Every cause with its share of the wall clock, largest first.</param>
internal sealed record PageData(JsonDiagnosis Report, PageStacks Stacks, PageCause[] Causes);

/// <summary>Stacks as indices into a table of frames, outermost frame first.</summary>
internal sealed record PageStacks(IReadOnlyList<string> Frames, PageStack[] Items);

/// <summary>Thread time in seconds at one stack in one state.</summary>
internal sealed record PageStack(string State, double Seconds, IReadOnlyList<int> Frames);

/// <summary>A cause, the bound it belongs to, and its share of the wall clock (0 to 1).</summary>
internal sealed record PageCause(string Cause, string Bound, double Share);
