namespace IoTrace.EndToEnd.Tests.Verdicts;

/// <summary>Programs that wait for a peer.</summary>
public sealed class NetworkVerdictTests
{
    [Theory]
    [MemberData(nameof(Scenarios.WaitingOn), Medium.SlowPeer, MemberType = typeof(Scenarios))]
    public Task A_program_that_waits_for_its_peer_is_io_bound(string program) => VerdictAssert.IsTrueAsync(program);
}
