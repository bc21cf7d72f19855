namespace IoTrace.Workloads.Tests;

public sealed class ExpectationTests
{
    [Theory]
    [InlineData("cpu", true, "cpu", "cpu-kernel-io")]
    [InlineData("cpu-kernel-io", true, "cpu", "cpu-kernel-io")]
    [InlineData("mixed", true, "mixed", "cpu-user", "file-sync")]
    [InlineData("cpu-kernel-io", false, "cpu", "cpu-user")]
    [InlineData("file-sync", false, "mixed", "cpu-user", "file-sync")]
    [InlineData("cpu-user", false, "mixed", "cpu-user", "file-sync")]
    [InlineData("io", false, "mixed", "file-read", "file-sync")]
    [InlineData("file-sync", false, "unknown")]
    public void A_cause_is_met_as_the_only_one_and_a_bound_as_the_bound(string expected, bool met, string bound, params string[] causes) =>
        Assert.Equal(met, Expectation.Always(expected).IsMetBy(bound, causes));
}
