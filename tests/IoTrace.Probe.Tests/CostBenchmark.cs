using System.Diagnostics;
using System.Globalization;
using IoTrace.Capture.Probe;

namespace IoTrace.Probe.Tests;

/// <summary>
/// What the probe costs a program, printed and not asserted: a benchmark, run by scripts/bench-probe on a quiet machine.
/// Listening and not listening alternate within one process, so that drift of the machine hits both.
/// </summary>
public sealed class CostBenchmark
{
    private static readonly bool s_enabled = Environment.GetEnvironmentVariable("IOTRACE_BENCH") == "1";
    private static readonly int s_pairs = int.Parse(Environment.GetEnvironmentVariable("IOTRACE_BENCH_PAIRS") ?? "15", CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("read-loop", "bare loop of cached 4 KiB reads", 25)]
    [InlineData("paced", "10,000 operations a second", 5)]
    public void Cost_of_listening(string mode, string what, int bar)
    {
        if (!s_enabled)
            return;
        using var folder = new TemporaryFolder();
        var argument = mode == "read-loop" ? folder.File("data") : folder.Path;
        var seconds = s_pairs * 3.2 + 6;
        using var target = TestTarget.Start(mode, argument, seconds.ToString(CultureInfo.InvariantCulture));
        target.Go();
        Thread.Sleep(2500); // tiering
        var spans = new List<(bool On, long From, long To)>();
        for (var i = 0; i < s_pairs; i++)
        {
            spans.Add(Span(on: false));
            using var session = ProbeSession.Attach(target.Id, new ProbeOptions());
            spans.Add(Span(on: true));
            session.Stop();
        }
        var batches = new List<(long At, double Nanoseconds)>();
        while (target.ReadLine() is { } line && !line.StartsWith("done", StringComparison.Ordinal))
        {
            var fields = line.Split(' ');
            batches.Add((long.Parse(fields[0], CultureInfo.InvariantCulture), double.Parse(fields[1], CultureInfo.InvariantCulture)));
        }
        var medians = spans.Select(span => Median(batches.Where(batch => batch.At > span.From && batch.At < span.To).Select(batch => batch.Nanoseconds))).ToList();
        var pairs = medians.Chunk(2).Where(pair => !pair.Any(double.IsNaN)).ToList();
        var alone = Median(pairs.Select(pair => pair[0]));
        var added = Median(pairs.Select(pair => pair[1] - pair[0]));
        var ratio = Median(pairs.Select(pair => pair[1] / pair[0]));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"cost: {what}: alone {alone:F0} ns, with the probe {(ratio - 1) * 100:+0.0;-0.0} % ({added:+0;-0} ns an operation), median of {pairs.Count} pairs; bar {bar} %"));
    }

    private static (bool On, long From, long To) Span(bool on)
    {
        Thread.Sleep(100);
        var from = Stopwatch.GetTimestamp();
        Thread.Sleep(600);
        return (on, from, Stopwatch.GetTimestamp());
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0 ? double.NaN : sorted[sorted.Count / 2];
    }
}
