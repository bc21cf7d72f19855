using System.Globalization;

using IoTrace.Capture;

namespace IoTrace.Cli.Commands;

/// <summary>A percentage as a person types it: <c>10%</c>, <c>2.5 %</c> or <c>10</c>.</summary>
internal static class Percentage
{
    /// <summary>The fraction.</summary>
    /// <exception cref="IoTraceException">It is no number over zero.</exception>
    public static double Parse(string text) =>
        double.TryParse(text.TrimEnd('%').Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) && percent > 0
            ? percent / 100
            : throw new IoTraceException(Messages.NotAPercentage(text), ExitCode.Usage);
}
