using IoTrace.EndToEnd.Tests.Support;

namespace IoTrace.EndToEnd.Tests.Verdicts;

/// <summary>Programs that wait for a peer.</summary>
[Collection(Alone.Name)]
public sealed class NetworkVerdictTests
{
    [SkippableTheory]
    [MemberData(nameof(Scenarios.WaitingOn), Medium.SlowPeer, MemberType = typeof(Scenarios))]
    public Task A_program_that_waits_for_its_peer_is_io_bound(string program) => VerdictAssert.IsTrueAsync(program);
}
