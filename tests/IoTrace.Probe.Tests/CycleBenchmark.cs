using System.Diagnostics;
using System.Globalization;
using IoTrace.Capture.Runtime;
using Microsoft.Diagnostics.NETCore.Client;

namespace IoTrace.Probe.Tests;

/// <summary>A target's speed before and after a hundred attachments, printed and not asserted: run by scripts/bench-probe on a quiet machine.</summary>
public sealed class CycleBenchmark
{
    private const int Cycles = 100;

    [Theory]
    [InlineData("read-loop", true)]
    [InlineData("read-loop", false)]
    public void Speed_after_a_hundred_attachments(string mode, bool withProbe)
    {
        if (Environment.GetEnvironmentVariable("IOTRACE_BENCH") != "1")
            return;
        using var folder = new TemporaryFolder();
        using var target = TestTarget.Start(mode, folder.File("data"), "120");
        target.Go();
        Thread.Sleep(3000);
        var before = Span();
        for (var i = 0; i < Cycles; i++)
            Cycle(target.Id, withProbe);
        Thread.Sleep(2000);
        var after = Span();
        var batches = new List<(long At, double Nanoseconds)>();
        while (target.ReadLine() is { } line && !line.StartsWith("done", StringComparison.Ordinal))
        {
            var fields = line.Split(' ');
            batches.Add((long.Parse(fields[0], CultureInfo.InvariantCulture), double.Parse(fields[1], CultureInfo.InvariantCulture)));
        }
        var (slow, fast) = (Median(batches, after), Median(batches, before));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"cost: {mode}, {Cycles} attachments, probe {withProbe}: {fast:F0} ns before, {slow:F0} ns after, speed {fast / slow:F3}"));
    }

    private static void Cycle(int processId, bool withProbe)
    {
        var client = new DiagnosticsClient(processId);
        using var steady = client.StartEventPipeSession(Providers.Steady, requestRundown: false);
        var reader = steady.EventStream.CopyToAsync(Stream.Null);
        using (var probe = withProbe ? ProbeSession.Attach(processId) : null)
        {
            using var burst = client.StartEventPipeSession(Providers.StackBurst, requestRundown: false);
            var stacks = burst.EventStream.CopyToAsync(Stream.Null);
            Thread.Sleep(30);
            burst.Stop();
            stacks.Wait();
            _ = probe?.Stop();
        }
        steady.Stop();
        reader.Wait();
    }

    private static (long From, long To) Span()
    {
        var from = Stopwatch.GetTimestamp();
        Thread.Sleep(4000);
        return (from, Stopwatch.GetTimestamp());
    }

    private static double Median(List<(long At, double Nanoseconds)> batches, (long From, long To) span)
    {
        var sorted = batches.Where(batch => batch.At > span.From && batch.At < span.To).Select(batch => batch.Nanoseconds).Order().ToList();
        return sorted.Count == 0 ? double.NaN : sorted[sorted.Count / 2];
    }
}
