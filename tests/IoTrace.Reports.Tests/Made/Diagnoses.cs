using System.Collections.Immutable;
using IoTrace.Analysis.Results;

namespace IoTrace.Reports.Tests.Made;

/// <summary>Made-up diagnoses: one for each bound, and the awkward ones.</summary>
internal static class Diagnoses
{
    public static ImmutableDictionary<string, Func<Diagnosis>> All { get; } = new Dictionary<string, Func<Diagnosis>>
    {
        ["io"] = Io.Diagnosis,
        ["cpu"] = Cpu.Diagnosis,
        ["mixed"] = Mixed.Diagnosis,
        ["neither"] = Neither.Diagnosis,
        ["unknown"] = Unknown.Diagnosis,
        ["phased"] = Phased.Diagnosis,
        ["hostile"] = Hostile.Diagnosis,
    }.ToImmutableDictionary();

    public static readonly DateTimeOffset Start = new(2026, 1, 2, 4, 4, 5, 678, TimeSpan.FromHours(1));

    public static StateTimes Times(params ReadOnlySpan<(ThreadState State, double Value)> parts)
    {
        var times = new StateTimes();
        foreach (var (state, value) in parts)
        {
            times[state] = value;
        }

        return times;
    }

    public static CallSite Site(ThreadState state, double seconds, params string[] frames) => new(state, seconds, [.. frames]);

    public static TargetInfo Target(string name) => new(4711, name, "10.0.12", "linux-x64", 0, $"dotnet {name}.dll --verbose");

    public static Quality Good { get; } = new(
        0,
        [new("eventpipe", "ok", null, null), new("stacks", "ok", null, null), new("procfs", "ok", null, null), new("probe", "ok", null, null)],
        new Overhead(0.31, 0.05),
        []);

    /// <summary>A timeline of <paramref name="slices"/> equal slices.</summary>
    public static ImmutableArray<TimelineSlice> Timeline(double duration, int slices, Func<int, StateTimes> at) =>
        [.. Enumerable.Range(0, slices).Select(i => new TimelineSlice(i * duration / slices, duration / slices, at(i)))];
}
