using System.Globalization;
using System.Text.Json.Nodes;
using IoTrace.EndToEnd.Tests.Support;

namespace IoTrace.EndToEnd.Tests.Attaching;

/// <summary>Processor time is the kernel's own figure, thread by thread.</summary>
[Collection(Alone.Name)]
public sealed class ThreadTimeTests
{
    /// <summary>
    /// The kernel brings the figures of a running thread up to date at every tick, of 4 ms here or 10 ms elsewhere; and the window's
    /// start is known on the clock of the day, which was read another moment. All else is inside the two bounds that are compared with.
    /// </summary>
    private const double Tolerance = 0.012;

    /// <summary>The process's own figures are rounded down to this.</summary>
    private const double Tick = 0.01;

    private static readonly string[] _onProcessor = ["cpuUser", "cpuKernel", "gc", "jit"];

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
        foreach (var thread in report.Threads.Where(t => t!["tid"]!.GetValue<int>() > 0))
        {
            var id = thread!["tid"]!.GetValue<int>();
            var least = kernel.Before(id, end) - kernel.After(id, start);
            var most = kernel.After(id, end) - kernel.Before(id, start);
            Assert.InRange(OnProcessor(thread["threadTime"]!), least - Tolerance, most + Tolerance);
        }
    }

    [Fact]
    public async Task What_threads_use_that_no_look_catches_is_in_the_total()
    {
        await InstalledTool.PathAsync();
        await using var target = await TargetProcess.StartAsync("brief-threads", "--seconds", "60");
        Report report;
        var kernel = new SchedulerClock(target.Id);
        await using (kernel) report = await Tool.AttachAsync(target.Id, "3s");
        var start = DateTimeOffset.Parse(report.Text("window", "startUtc")!, CultureInfo.InvariantCulture);
        var end = start.AddSeconds(report.Json["window"]!["durationSeconds"]!.GetValue<double>());

        var reported = Total(report);
        var least = kernel.TotalBefore(end) - kernel.TotalAfter(start);
        var most = kernel.TotalAfter(end) - kernel.TotalBefore(start);
        Assert.InRange(reported, least - Tolerance - Tick, most + Tolerance + Tick);
        var unseen = report.Threads.Single(t => t!["tid"]!.GetValue<int>() == 0);
        Assert.True(OnProcessor(unseen!["threadTime"]!) > 0.2 * reported, report.ToString());
    }

    [Fact]
    public async Task A_launched_program_has_all_its_processor_time_from_its_birth()
    {
        var report = await Tool.LaunchAsync([TargetProcess.Executable, "brief-threads", "--seconds", "2"]);

        var line = report.Run!.Lines.Single(l => l.StartsWith("processor-seconds ", StringComparison.Ordinal));
        var told = double.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture);
        // What it takes to end comes after the line.
        const double Ending = 0.08;
        Assert.InRange(Total(report), told - Tolerance, told + Ending);
        var main = report.Threads.Single(t => t!["role"]!.GetValue<string>() == "Main");
        Assert.InRange(OnProcessor(main!["threadTime"]!), 0, report.Json["window"]!["durationSeconds"]!.GetValue<double>() + Tolerance);
    }

    /// <summary>All threads together, those that serve the tool included.</summary>
    private static double Total(Report report) =>
        OnProcessor(report.Json["threadTime"]!) + report.Json["quality"]!["overhead"]!["targetCpuSeconds"]!.GetValue<double>();

    private static double OnProcessor(JsonNode times) => _onProcessor.Sum(state => times[state]?.GetValue<double>() ?? 0);
}
