using System.Globalization;
using System.Text.Json.Nodes;
using IoTrace.EndToEnd.Tests.Support;

namespace IoTrace.EndToEnd.Tests.Attaching;

/// <summary>Processor time is the kernel's own figure, thread by thread.</summary>
[Collection(Alone.Name)]
public sealed class ThreadTimeTests
{
    private static readonly string[] _onProcessor = ["cpuUser", "cpuKernel", "gc", "jit"];

    /// <summary>
    /// The kernel brings the figures of a running thread up to date once a tick, of 4 or 10 ms; that counts at both ends, here and in
    /// the tool. And the tool's first look comes when its session has begun, on a busy machine some tenths of a second into the window.
    /// </summary>
    private const double Tolerance = 0.3;

    [Theory]
    [InlineData("cpu-threads", "2")]
    [InlineData("gc-churn")]
    [InlineData("small-cached-reads")]
    public async Task The_processor_time_of_each_thread_is_that_of_schedstat(params string[] mode)
    {
        await InstalledTool.PathAsync();
        await using var target = await TargetProcess.StartAsync([.. mode, "--seconds", "60"]);
        Report report;
        var kernel = new SchedulerClock(target.Id);
        await using (kernel) report = await Tool.AttachAsync(target.Id, "3s");
        var start = DateTimeOffset.Parse(report.Text("window", "startUtc")!, CultureInfo.InvariantCulture);
        var end = start.AddSeconds(report.Json["window"]!["durationSeconds"]!.GetValue<double>());

        Assert.NotEmpty(report.Threads);
        foreach (var thread in report.Threads)
        {
            var id = thread!["tid"]!.GetValue<int>();
            var expected = kernel.At(id, end) - kernel.At(id, start);
            var reported = OnProcessor(thread["threadTime"]!);
            Assert.True(Math.Abs(reported - expected) < Tolerance, $"thread {id}: {reported} s reported, {expected} s in schedstat\n{report}");
        }
    }

    private static double OnProcessor(JsonNode times) => _onProcessor.Sum(state => times[state]?.GetValue<double>() ?? 0);
}
