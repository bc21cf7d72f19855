using IoTrace.Analysis.Timeline;

namespace IoTrace.Analysis.Tests.Timeline;

public class CompilationsTests
{
    private static readonly ThreadId Thread = new(7);
    private readonly Compilations compilations = new();

    private static Timestamp At(double seconds) => new((long)(seconds * 1e9));

    private bool Goes(double at) => compilations.Goes(Thread, At(at));

    [Fact]
    public void It_goes_from_its_beginning_to_its_end()
    {
        Assert.False(Goes(0));
        compilations.Begin(Thread, At(0));
        Assert.True(Goes(0.5));
        Assert.False(compilations.Goes(new ThreadId(8), At(0.5)));
        compilations.End(Thread);
        Assert.False(Goes(0.5));
    }

    [Fact]
    public void One_within_another_does_not_end_that()
    {
        for (var depth = 0; depth < 3; depth++)
        {
            compilations.Begin(Thread, At(0.1 * depth));
        }

        for (var depth = 0; depth < 2; depth++)
        {
            compilations.End(Thread);
            Assert.True(Goes(0.5));
        }

        compilations.End(Thread);
        Assert.False(Goes(0.5));
        compilations.End(Thread);
        compilations.Begin(Thread, At(0.6));
        compilations.End(Thread);
        Assert.False(Goes(0.6));
    }

    [Fact]
    public void One_whose_end_was_lost_is_given_up_after_a_second()
    {
        compilations.Begin(Thread, At(0));
        Assert.True(Goes(1));
        Assert.False(Goes(1.001));
        // For good: an earlier moment does not bring it back.
        Assert.False(Goes(0.5));
        compilations.Begin(Thread, At(2));
        compilations.End(Thread);
        Assert.False(Goes(2));
    }

    [Fact]
    public void A_thread_that_is_gone_compiles_nothing()
    {
        compilations.Begin(Thread, At(0));
        compilations.Forget(Thread);
        Assert.False(Goes(0));
    }
}
