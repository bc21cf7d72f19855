using System.Globalization;
using IoTrace.Analysis.Results;

namespace IoTrace.Reports.Json;

/// <summary>Numbers fit for JSON: nine significant digits, never NaN or infinite, within the range that the schema promises.</summary>
internal static class JsonNumber
{
    /// <summary>Nine significant digits: a nanosecond in a second, and far below the noise of any measurement.</summary>
    public static double Rounded(double value) =>
        value == 0 || !double.IsFinite(value)
            ? 0
            : double.Parse(value.ToString("G9", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    public static double Amount(double value) => Math.Max(0, Rounded(value));

    public static double? Amount(double? value) => value is { } known && double.IsFinite(known) ? Amount(known) : null;

    public static double Share(double value) => Math.Clamp(Rounded(value), 0, 1);

    /// <summary>Seconds by state; states without any are left out, and <c>unknown</c> stands alone when there are none.</summary>
    public static Dictionary<string, double> Times(StateTimes times) => ByState(times, Amount, whenEmpty: 0);

    /// <summary>Fractions by state; a window in which nothing was seen is wholly <c>unknown</c>.</summary>
    public static Dictionary<string, double> Shares(StateTimes shares) => ByState(shares, Share, whenEmpty: 1);

    private static Dictionary<string, double> ByState(StateTimes times, Func<double, double> number, double whenEmpty)
    {
        var byState = new Dictionary<string, double>();
        foreach (var state in StateTimes.States)
        {
            if (number(times[state]) is > 0 and var value)
                byState.Add(state.Key(), value);
        }

        if (byState.Count == 0)
            byState.Add(ThreadState.Unknown.Key(), whenEmpty);
        return byState;
    }
}
