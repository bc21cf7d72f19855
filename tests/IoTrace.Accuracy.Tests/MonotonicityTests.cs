using IoTrace.Accuracy.Statistics;

namespace IoTrace.Accuracy.Tests;

public sealed class MonotonicityTests
{
    [Fact]
    public void A_verdict_that_never_goes_back_goes_one_way() => Assert.True(Monotonicity.Holds([0, 0, 0.5, 1, 2, 2]));

    [Fact]
    public void A_verdict_that_goes_back_does_not() => Assert.False(Monotonicity.Holds([0, 1, 0.5, 2]));

    [Fact]
    public void Only_computing_and_waiting_are_on_the_dial()
    {
        Assert.True(Monotonicity.Level("cpu") < Monotonicity.Level("mixed") && Monotonicity.Level("mixed") < Monotonicity.Level("io"));
        Assert.Null(Monotonicity.Level("neither"));
    }
}
