using System.Globalization;

using Cocona.Command.Binder;

using IoTrace.Capture;
using IoTrace.Workloads;

namespace IoTrace.Cli.CommandLine;

/// <summary>Words as the values of options. What is no valid value is told in our own words.</summary>
internal sealed class ValueConverter : ICoconaValueConverter
{
    /// <exception cref="IoTraceException">It is no value of that type.</exception>
    public object? ConvertTo(Type t, string? value) =>
        t == typeof(string) ? value
        : t == typeof(bool) ? value == "true"
        : value is null ? null
        : t == typeof(TimeSpan?) ? Duration(value)
        : t == typeof(int?) ? ProcessId(value)
        : throw new NotSupportedException($"No option takes a {t}.");

    private static TimeSpan Duration(string text) => Units.Seconds(text) switch
    {
        null => throw new IoTraceException(Messages.BadDuration(text), ExitCode.Usage),
        >= 0.001 and <= 8_640_000 and var seconds => TimeSpan.FromSeconds(seconds),
        _ => throw new IoTraceException(Messages.DurationOutOfRange(text), ExitCode.Usage),
    };

    private static int ProcessId(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var pid) ? pid : throw new IoTraceException(Messages.BadProcessId(text), ExitCode.Usage);
}
