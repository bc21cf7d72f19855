using System.Collections.Immutable;

namespace IoTrace.Analysis.Results;

/// <summary>Everything that is fixed for a cause.</summary>
/// <param name="Cause">The cause.</param>
/// <param name="Bound">The bound that it refines.</param>
/// <param name="Name">Its name in reports and in <c>--fail-on</c>: a stable contract.</param>
/// <param name="States">The states in which a thread is held up by it: of these are its files and call sites.</param>
/// <param name="Evidence">Ids of the figures that are about it alone, the most telling first.</param>
public sealed record CauseInfo(Cause Cause, Bound Bound, string Name, ImmutableArray<ThreadState> States, ImmutableArray<string> Evidence)
{
    /// <summary>The probe's operations that belong to it; empty for a cause that has none.</summary>
    public ImmutableArray<string> Operations { get; init; } = [];
}
