using IoTrace.EndToEnd.Tests.Support;

namespace IoTrace.EndToEnd.Tests.Verdicts;

/// <summary>Programs that wait for children, timers, locks, the thread pool, or nothing.</summary>
[Collection(Alone.Name)]
public sealed class WaitingVerdictTests
{
    [SkippableTheory]
    [MemberData(nameof(Scenarios.WaitingOn), Medium.Plain, MemberType = typeof(Scenarios))]
    public Task A_program_that_waits_gets_the_verdict_that_is_true_of_it(string program) => VerdictAssert.IsTrueAsync(program);
}
