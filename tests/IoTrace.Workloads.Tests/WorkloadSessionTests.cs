using IoTrace.Testing;
using IoTrace.Workloads.Measuring;

namespace IoTrace.Workloads.Tests;

public sealed class WorkloadSessionTests
{
    [Theory]
    [InlineData(512, "copy-sync")]
    [InlineData(512, "copy-sync", "copy-async", "copy-file", "copy-sync:buffer=4KiB", "random-read")]
    [InlineData(512 + 64, "copy-sync", "copy-sync:size=64MiB", "random-read:size=64MiB")]
    [InlineData(512 + 256, "copy-sync", "copy-sync:seed=1")]
    [InlineData(256, "random-read", "metadata", "idle")]
    public void Data_that_are_shared_take_space_once_and_what_runs_write_is_given_back(int mebibytes, params string[] names)
    {
        var needed = WorkloadSession.SpaceFor([.. names.Select(n => PlanParser.Parse(n, new SettingsPatch(), strict: true))]);

        Assert.InRange(needed, (long)mebibytes << 20, (mebibytes + 1L) << 20);
    }

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
