using System.Globalization;

namespace IoTrace.Reports.Formatting;

/// <summary>Durations, sizes, shares and counts as a person reads them: three significant digits, a unit, the invariant culture.</summary>
public static class Quantity
{
    private const double RollOver = 0.9995; // 999.5 µs rounds to four digits, so it is written as 1.00 ms.

    private static readonly (double Size, string Unit)[] Times = [(1, "s"), (1e-3, "ms"), (1e-6, "µs"), (1e-9, "ns")];

    private static readonly (double Size, string Unit)[] Sizes =
        [(1L << 50, "PiB"), (1L << 40, "TiB"), (1L << 30, "GiB"), (1L << 20, "MiB"), (1L << 10, "KiB")];

    /// <summary>Seconds as <c>290 µs</c>, <c>9.10 s</c>, <c>2 min 05 s</c>; a question mark for what is no number.</summary>
    public static string Duration(double seconds)
    {
        if (!double.IsFinite(seconds))
            return "?";
        if (seconds <= 0)
            return "0 s";
        if (seconds >= 119.5)
            return Long(seconds);

        foreach (var (size, unit) in Times)
        {
            if (seconds >= size * RollOver)
                return $"{Significant(seconds / size)} {unit}";
        }

        return "<1 ns";
    }

    /// <summary>Bytes as <c>512 B</c>, <c>118 MiB</c>.</summary>
    public static string Bytes(double bytes)
    {
        if (!double.IsFinite(bytes))
            return "?";

        foreach (var (size, unit) in Sizes)
        {
            if (bytes >= size * RollOver)
                return $"{Significant(bytes / size)} {unit}";
        }

        return $"{Count((long)Math.Max(0, bytes))} B";
    }

    /// <summary>A fraction in a sentence: <c>91 %</c>, <c>6.2 %</c>, <c>&lt;0.1 %</c>.</summary>
    public static string Percent(double fraction) => $"{PercentNumber(fraction)} %";

    /// <summary>A confidence, rounded down: where that much is asked for, it is there. <c>94 %</c> of 0.9487.</summary>
    public static string Confidence(double fraction) => Percent(Math.Floor((fraction * 100) + 1e-9) / 100);

    /// <summary>A fraction in a column of fractions, with the decimal point always in the same place: <c>91.0 %</c>.</summary>
    public static string PercentInColumn(double fraction) => fraction switch
    {
        double.NaN or double.PositiveInfinity => "? %",
        > 0 and < 0.0005 => "<0.1 %",
        _ => $"{(fraction * 100).ToString("0.0", CultureInfo.InvariantCulture)} %",
    };

    /// <summary>An interval of fractions: <c>88–93 %</c>.</summary>
    public static string PercentRange(double low, double high) => Range(Percent(low), Percent(high));

    /// <summary>An interval of durations: <c>8.20–9.10 s</c>, or <c>910 ms–1.20 s</c> where the units differ.</summary>
    public static string DurationRange(double low, double high) => Range(Duration(low), Duration(high));

    /// <summary>A number of things: <c>30,210</c>.</summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A number with its noun: <c>1 file</c>, <c>30 files</c>.</summary>
    public static string Things(long count, string thing) => $"{Count(count)} {thing}{(count == 1 ? "" : "s")}";

    /// <summary>How many times as fast a program is that loses <paramref name="wallReduction"/> of its wall time; null when it makes no difference.</summary>
    public static string? SpeedUp(double wallReduction) => wallReduction switch
    {
        >= 0.0005 and < 0.1 => $"{Significant(1 / (1 - wallReduction))} x",
        >= 0.1 and <= 0.99 => $"{Significant(1 / (1 - wallReduction), 2)} x",
        > 0.99 => "100 x and more",
        _ => null,
    };

    /// <summary>A point in time: <c>2026-01-02 03:04:05 UTC</c>.</summary>
    public static string Instant(DateTimeOffset time) =>
        time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>A bare number to three significant digits.</summary>
    public static string Number(double value) => double.IsInteger(value) && Math.Abs(value) < 1e15
        ? Count((long)value)
        : Significant(value);

    /// <summary>A rate that may be well below one.</summary>
    public static string Few(double value) => value switch
    {
        < 0.001 => "0",
        < 0.1 => value.ToString("0.000", CultureInfo.InvariantCulture),
        _ => Number(value),
    };

    private static string PercentNumber(double fraction) => fraction switch
    {
        double.NaN or double.PositiveInfinity => "?",
        <= 0 => "0",
        < 0.0005 => "<0.1",
        < 0.0995 or (>= 0.99 and < 0.9995) => (fraction * 100).ToString("0.0", CultureInfo.InvariantCulture),
        _ => (fraction * 100).ToString("0", CultureInfo.InvariantCulture),
    };

    private static string Long(double seconds)
    {
        var whole = (long)Math.Round(seconds);
        return whole < 3600
            ? string.Create(CultureInfo.InvariantCulture, $"{whole / 60} min {whole % 60:00} s")
            : string.Create(CultureInfo.InvariantCulture, $"{whole / 3600} h {whole % 3600 / 60:00} min");
    }

    private static string Range(string low, string high)
    {
        if (low == high)
            return low;

        return low.Split(' ') is [var number, var unit] && high.Split(' ') is [_, var highUnit] && unit == highUnit
            ? $"{number}–{high}"
            : $"{low}–{high}";
    }

    private static string Significant(double value, int digits = 3)
    {
        var magnitude = value == 0 ? 0 : (int)Math.Floor(Math.Log10(Math.Abs(value)));
        var decimals = Math.Clamp(digits - 1 - magnitude, 0, 12);
        if (decimals > 0 && Math.Round(Math.Abs(value), decimals) >= Math.Pow(10, magnitude + 1))
            decimals--; // 9.996 is 10.0, not 10.00.

        return value.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }
}
