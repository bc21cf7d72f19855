using System.Collections.Immutable;

using IoTrace.Analysis.Observations;
using IoTrace.Analysis.Results;

namespace IoTrace.Analysis.Tallies;

/// <summary>A file, pipe or terminal with its exact operations.</summary>
/// <param name="SlowSeconds">How much of the time is that of operations long enough to be told one by one.</param>
internal sealed record CountedFile(
    string Path, ResourceKind Kind, StateTimes Times, ImmutableArray<OperationUsage> Operations, double SlowSeconds)
{
    /// <summary>From half of a file's time on, the operations that are told one by one are no smaller part than the rest, and stand for it.</summary>
    private const double MostOfTheTime = 0.5;

    /// <summary>The name that the probe has for all unnamed pipes together.</summary>
    public const string UnnamedPipes = "(pipe)";

    /// <summary>Whether the operations that are told one by one can stand for all.</summary>
    public bool IsMostlySlow => SlowSeconds >= MostOfTheTime * Times.Total;

    /// <summary>The share of the time that they can stand for; where they cannot stand for all, their own.</summary>
    public double ToldShare => IsMostlySlow ? 1 : SlowSeconds / Times.Total;

    /// <summary>Whether it is written to with <c>write</c> itself, which the probe does not count.</summary>
    public bool IsWrittenUncounted => Kind is ResourceKind.Pipe or ResourceKind.Terminal;
}
