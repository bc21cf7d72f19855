using IoTrace.Workloads.Comparison;

namespace IoTrace.Workloads.Tests.Comparison;

public sealed class ConditionsTests
{
    private static readonly Conditions Now = new(
        new Dictionary<string, string> { ["size"] = "1MiB", ["cache"] = "warm" }, "ext4", "10.0.1", 2, new DateTimeOffset(2026, 11, 22, 18, 0, 0, TimeSpan.Zero));

    [Fact]
    public void The_same_conditions_at_another_time_do_not_differ() => Assert.Empty((Now with { MeasuredUtc = Now.MeasuredUtc.AddDays(-1) }).Against(Now));

    [Fact]
    public void Each_setting_and_condition_that_differs_is_told_with_both_values()
    {
        var then = Now with { Settings = new Dictionary<string, string> { ["size"] = "2MiB", ["buffer"] = "4KiB", ["cache"] = "warm" }, FileSystem = null, RuntimeVersion = "9.0.0", Processors = 4 };

        Assert.Equal(
            [("--buffer", "4KiB", "none"), ("--size", "2MiB", "1MiB"), (".NET", "9.0.0", "10.0.1"), ("processors", "4", "2"), ("the file system", "none", "ext4")],
            then.Against(Now).Order());
    }
}
