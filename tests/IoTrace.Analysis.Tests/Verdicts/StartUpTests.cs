using IoTrace.Analysis.Tallies;
using IoTrace.Analysis.Verdicts;

namespace IoTrace.Analysis.Tests.Verdicts;

/// <summary>A launched program is judged by what it does after its start-up.</summary>
public sealed class StartUpTests
{
    private static TimeSlice[] Slices(params double[] compiling) =>
        [.. compiling.Select((jit, i) => new TimeSlice(At(i), At(i + 1), new StateTimes { [ThreadState.Jit] = jit, [ThreadState.FileSync] = 1 - jit }))];

    private static Timestamp At(int slice) => new(slice * 100_000_000L);

    [Fact]
    public void It_ends_where_the_program_no_longer_compiles_and_the_probe_is_at_work()
    {
        Assert.Equal(3, StartUp.Of(Slices(0.5, 0.3, 0.2, 0.1, 0.5, 0, 0, 0), fromBirth: true, probeAt: null));
        Assert.Equal(4, StartUp.Of(Slices(0, 0, 0, 0.2, 0, 0, 0, 0), fromBirth: true, At(2) + Duration.FromMilliseconds(50)));
    }

    [Fact]
    public void A_program_that_was_there_before_and_one_that_does_nothing_else_have_none()
    {
        Assert.Equal(0, StartUp.Of(Slices(0.5, 0.3, 0, 0, 0, 0), fromBirth: false, At(1)));
        Assert.Equal(0, StartUp.Of(Slices(0.5, 0.5, 0.5, 0.5, 0.1, 0.1), fromBirth: true, probeAt: null));
        Assert.Equal(0, StartUp.Of(Slices(0.1, 0.5, 0.5), fromBirth: true, probeAt: null));
    }
}
