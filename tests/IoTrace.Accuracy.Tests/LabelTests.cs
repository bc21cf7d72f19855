using IoTrace.Accuracy.Scenarios;

namespace IoTrace.Accuracy.Tests;

public sealed class LabelTests
{
    [Fact]
    public void Of_a_mixed_verdict_either_cause_may_lead()
    {
        var label = Assert.Single(Label.ParseAll("mixed/cpu-user+file-sync"));

        Assert.True(label.Accepts("mixed", "file-sync+cpu-user"));
        Assert.False(label.Accepts("mixed", "file-read+cpu-user"));
    }

    [Fact]
    public void The_right_bound_with_the_wrong_cause_is_wrong()
    {
        var scenario = new Scenario("any", "io/file-read|cpu/cpu-user");

        Assert.True(scenario.Accepts("cpu", "cpu-user"));
        Assert.False(scenario.Accepts("io", "file-sync"));
        Assert.False(scenario.Accepts("unknown", null));
    }
}
