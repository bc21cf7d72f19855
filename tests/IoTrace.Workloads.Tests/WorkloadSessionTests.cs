using IoTrace.Testing;
using IoTrace.Workloads.Measuring;

namespace IoTrace.Workloads.Tests;

public sealed class WorkloadSessionTests
{
    [Theory]
    [InlineData(128 + 7, "memory mapping")]
    [InlineData(128 + 9, "out of memory")]
    [InlineData(128 + 15, "signal 15")]
    [InlineData(1, "code 1")]
    public void A_process_that_left_no_result_is_told_of_by_what_ended_it(int exitCode, string words)
    {
        using var folder = new TempFolder();
        var run = PlanParser.Parse("idle", new SettingsPatch(), strict: true);
        using var session = WorkloadSession.Create([run], folder.Path, CancellationToken.None);

        var error = Assert.Throws<WorkloadException>(() => session.Finish(run, exitCode));

        Assert.Contains(words, error.Message);
        Assert.False(error.IsUsage);
    }
}
