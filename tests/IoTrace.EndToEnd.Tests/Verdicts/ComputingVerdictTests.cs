using IoTrace.EndToEnd.Tests.Support;

namespace IoTrace.EndToEnd.Tests.Verdicts;

/// <summary>Programs that compute, or would if they were let.</summary>
[Collection(Alone.Name)]
public sealed class ComputingVerdictTests
{
    [SkippableTheory]
    [MemberData(nameof(Scenarios.ComputingOn), Medium.Plain, MemberType = typeof(Scenarios))]
    public Task A_program_that_computes_gets_the_verdict_that_is_true_of_it(string program) => VerdictAssert.IsTrueAsync(program);

    [CpuQuotaTheory]
    [MemberData(nameof(Scenarios.ComputingOn), Medium.PartOfAProcessor, MemberType = typeof(Scenarios))]
    public Task A_program_without_a_processor_is_held_up_by_others(string program) => VerdictAssert.IsTrueAsync(program);

    [SlowDiskTheory]
    [MemberData(nameof(Scenarios.ComputingOn), Medium.SlowWrites, MemberType = typeof(Scenarios))]
    public Task A_program_that_waits_as_long_as_it_computes_is_mixed(string program) => VerdictAssert.IsTrueAsync(program);
}
