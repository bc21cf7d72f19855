using IoTrace.Analysis.Results;
using IoTrace.Reports.Formatting;

namespace IoTrace.Reports.Terminal.Sections;

/// <summary>Marks what was sampled rather than counted.</summary>
internal static class Estimate
{
    public static string Of(double seconds, bool exact) => (exact ? "" : "~") + Quantity.Duration(seconds);

    public static string Interval(FileUsage file) =>
        !file.Exact && file is { WaitLow: { } low, WaitHigh: { } high } ? Quantity.DurationRange(low, high) : "";
}
