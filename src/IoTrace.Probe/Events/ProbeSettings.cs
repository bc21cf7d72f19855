using System.Globalization;

namespace IoTrace.Probe.Events;

/// <summary>What a session asks for in its provider arguments; bounds keep any session from making the probe a burden.</summary>
internal sealed record ProbeSettings
{
    public int PeriodMilliseconds { get; private init; } = 1000;

    public int IntervalMilliseconds { get; private init; } = 100;

    public long ThresholdMicroseconds { get; private init; } = 1000;

    public int OperationsPerSecond { get; private init; } = 100;

    public int MaxResources { get; private init; } = 2000;

    /// <summary>Where the last deltas go when the process ends, or empty.</summary>
    public string FinalFile { get; private init; } = "";

    /// <summary>
    /// The settings a command brings, or null when it brings none: the runtime also sends one when one of several sessions
    /// ends, and a session that only wants a flush has no wishes.
    /// </summary>
    public static ProbeSettings? From(IDictionary<string, string?>? arguments)
    {
        if (arguments == null || arguments.Count == 0 || arguments.ContainsKey("Flush"))
            return null;
        var defaults = new ProbeSettings();
        return new ProbeSettings
        {
            PeriodMilliseconds = (int)Read(arguments, nameof(PeriodMilliseconds), defaults.PeriodMilliseconds, 20, 60_000),
            IntervalMilliseconds = (int)Read(arguments, nameof(IntervalMilliseconds), defaults.IntervalMilliseconds, 10, 60_000),
            ThresholdMicroseconds = Read(arguments, nameof(ThresholdMicroseconds), defaults.ThresholdMicroseconds, 0, 3_600_000_000),
            OperationsPerSecond = (int)Read(arguments, nameof(OperationsPerSecond), defaults.OperationsPerSecond, 0, 100_000),
            FinalFile = arguments.TryGetValue(nameof(FinalFile), out var file) ? file ?? "" : "",
            MaxResources = (int)Read(arguments, nameof(MaxResources), defaults.MaxResources, 10, 100_000),
        };
    }

    private static long Read(IDictionary<string, string?>? arguments, string name, long fallback, long lowest, long highest) =>
        arguments != null && arguments.TryGetValue(name, out var text)
            && long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var value)
            ? Math.Clamp(value, lowest, highest)
            : fallback;
}
