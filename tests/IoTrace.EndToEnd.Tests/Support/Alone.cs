namespace IoTrace.EndToEnd.Tests.Support;

/// <summary>
/// For tests that measure: they run one at a time, when all the others are done. Even a program that waits has a start-up, and
/// threads that want a processor when their wait is over.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
