namespace IoTrace.EndToEnd.Tests.Support;

/// <summary>
/// For tests whose programs compute: they run one at a time, when all the others are done. Those others wait most of the
/// time, and do not disturb each other.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
