using System.Globalization;

namespace IoTrace.Analysis.Verdicts.Figures;

/// <summary>Figures as advice says them: short, with a unit, and null where they would read as nothing.</summary>
internal static class Amount
{
    private const double Kibi = 1024;

    /// <summary>Smaller ones would round to 0.0 %.</summary>
    private const double SmallestShare = 0.0005;

    /// <summary>Of smaller ones the two digits tell next to nothing.</summary>
    private const double SmallestNumber = 0.01;

    /// <summary>The same of microseconds, in seconds.</summary>
    private const double SmallestTime = 1e-8;

    /// <summary>Of fewer operations none is the one in a hundred.</summary>
    private const long EnoughForPercentiles = 100;

    private static readonly string[] Units = ["bytes", "KiB", "MiB", "GiB", "TiB"];

    /// <param name="share">0 to 1.</param>
    public static string? Share(double share) => share >= SmallestShare ? Say.Percent(share) : null;

    public static string? Number(double number) => number >= SmallestNumber ? Digits(number) : null;

    public static string? Bytes(double bytes)
    {
        var unit = 0;
        for (; bytes >= Kibi && unit < Units.Length - 1; unit++)
        {
            bytes /= Kibi;
        }

        return Number(bytes) is { } number ? $"{number} {Units[unit]}" : null;
    }

    public static string? Time(double? seconds) => seconds switch
    {
        null or < SmallestTime => null,
        < 1e-3 => $"{Digits(seconds.Value * 1e6)} µs",
        < 1 => $"{Digits(seconds.Value * 1e3)} ms",
        _ => $"{Digits(seconds.Value)} s",
    };

    /// <summary>A percentile of the times of so many operations; null where these are too few for one.</summary>
    public static string? Percentile(double? seconds, long of) => of >= EnoughForPercentiles ? Time(seconds) : null;

    /// <summary>A part of something; null where there is nothing to have a part in.</summary>
    public static double? Ratio(double part, double whole) => whole > 0 ? part / whole : null;

    private static string Digits(double number) =>
        number.ToString(number switch { < 10 => "0.##", < 100 => "0.#", _ => "#,0" }, CultureInfo.InvariantCulture);
}
