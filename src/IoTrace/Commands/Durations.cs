using System.Globalization;

namespace IoTrace.Cli.Commands;

/// <summary>Durations on the command line: <c>10</c>, <c>10s</c>, <c>500ms</c>, <c>1.5m</c>, <c>1h</c>.</summary>
internal static class Durations
{
    private static readonly (string Suffix, double Seconds)[] Units = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600), ("", 1)];

    /// <summary>Null when the text is no duration.</summary>
    public static TimeSpan? TryParse(string text)
    {
        foreach (var (suffix, seconds) in Units)
        {
            if (text.EndsWith(suffix, StringComparison.Ordinal)
                && double.TryParse(text.AsSpan(0, text.Length - suffix.Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                && number > 0 && number * seconds < 1e7)
            {
                return TimeSpan.FromSeconds(number * seconds);
            }
        }

        return null;
    }

    /// <exception cref="Capture.IoTraceException">The text is no duration.</exception>
    public static TimeSpan Parse(string text) => TryParse(text) ?? throw new Capture.IoTraceException(Messages.BadDuration(text), ExitCode.Usage);
}
