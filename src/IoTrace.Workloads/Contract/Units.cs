using System.Globalization;

namespace IoTrace.Workloads;

/// <summary>Values on the command line: <c>256MiB</c>, <c>10ms</c>, <c>15%</c>.</summary>
public static class Units
{
    private static readonly (string Suffix, double Bytes)[] Sizes =
    [
        ("eib", 1L << 60), ("pib", 1L << 50), ("tib", 1L << 40), ("gib", 1L << 30), ("mib", 1L << 20), ("kib", 1L << 10),
        ("eb", 1e18), ("pb", 1e15), ("tb", 1e12), ("gb", 1e9), ("mb", 1e6), ("kb", 1e3),
        ("t", 1L << 40), ("g", 1L << 30), ("m", 1L << 20), ("k", 1L << 10), ("b", 1), ("", 1),
    ];

    private static readonly (string Suffix, double Seconds)[] Times = [("us", 1e-6), ("µs", 1e-6), ("ms", 1e-3), ("s", 1), ("m", 60), ("h", 3600), ("", 1)];

    /// <summary>Bytes from 1 to the largest allowed.</summary>
    /// <exception cref="WorkloadException">It is no size, or out of range.</exception>
    public static long Size(string name, string text, long largest)
    {
        var bytes = Read(text, Sizes) ?? throw Errors.BadSize(name, text);
        return bytes >= 1 && bytes <= largest && double.IsInteger(bytes) ? (long)bytes : throw Errors.SizeOutOfRange(name, text, largest);
    }

    /// <exception cref="WorkloadException">It is no time, or out of range.</exception>
    public static TimeSpan Time(string name, string text) =>
        Seconds(text) is { } seconds and > 0 and <= 86_400 ? TimeSpan.FromSeconds(seconds) : throw Errors.BadTime(name, text);

    /// <summary>Seconds of <c>10</c>, <c>10s</c>, <c>1.5m</c> or, as other .NET tools take it, <c>[dd:]hh:mm:ss</c>; null of what is no time.</summary>
    public static double? Seconds(string text) => Read(text, Times) ?? Clock(text);

    /// <summary>A share such as <c>15%</c> as a fraction.</summary>
    /// <exception cref="WorkloadException">It is none.</exception>
    public static double Share(string name, string text) =>
        text.EndsWith('%') && Read(text[..^1], [("", 0.01)]) is { } share and <= 100 ? share : throw Errors.BadShare(name, text);

    /// <exception cref="WorkloadException">It is no number, or out of range.</exception>
    public static int Number(string name, string text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw Errors.BadNumber(name, text, least, most);

    /// <exception cref="WorkloadException">It is no member.</exception>
    public static T OneOf<T>(string name, string text)
        where T : struct, Enum =>
        !text.Any(char.IsAsciiDigit) && Enum.TryParse<T>(text, ignoreCase: true, out var value)
            ? value
            : throw Errors.NotOneOf(name, text, string.Join(", ", Enum.GetNames<T>().Select(n => n.ToLowerInvariant())));

    private static double? Clock(string text)
    {
        var parts = text.Split(':');
        if (parts.Length is not (3 or 4) || !parts.All(p => p.Length is 1 or 2 or 3 && p.All(char.IsAsciiDigit)))
            return null;

        var numbers = parts.Select(p => int.Parse(p, CultureInfo.InvariantCulture)).ToArray();
        return numbers is [.. var days, < 24 and var hours, < 60 and var minutes, < 60 and var seconds]
            ? (((((days.FirstOrDefault() * 24.0) + hours) * 60) + minutes) * 60) + seconds
            : null;
    }

    private static double? Read(string text, (string Suffix, double Factor)[] units)
    {
        foreach (var (suffix, factor) in units)
        {
            if (text.EndsWith(suffix, StringComparison.OrdinalIgnoreCase)
                && double.TryParse(text.AsSpan(0, text.Length - suffix.Length).TrimEnd(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
                return number * factor;
        }

        return null;
    }
}
