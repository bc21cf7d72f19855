using IoTrace.EndToEnd.Tests.Support;

namespace IoTrace.EndToEnd.Tests.Verdicts;

/// <summary>Programs that wait for a disk.</summary>
[Collection(Alone.Name)]
public sealed class DiskVerdictTests
{
    [DiskThrottleTheory]
    [MemberData(nameof(Scenarios.WaitingOn), Medium.SlowReads, MemberType = typeof(Scenarios))]
    public Task A_program_that_waits_for_cold_reads_is_io_bound(string program) => VerdictAssert.IsTrueAsync(program);

    [SlowDiskTheory]
    [MemberData(nameof(Scenarios.WaitingOn), Medium.SlowWrites, MemberType = typeof(Scenarios))]
    public Task A_program_that_waits_for_durable_writes_is_io_bound(string program) => VerdictAssert.IsTrueAsync(program);

    [SlowDiskTheory]
    [MemberData(nameof(Scenarios.WaitingOn), Medium.SlowBulkWrites, MemberType = typeof(Scenarios))]
    public Task A_program_that_writes_faster_than_the_disk_is_io_bound(string program) => VerdictAssert.IsTrueAsync(program);
}
