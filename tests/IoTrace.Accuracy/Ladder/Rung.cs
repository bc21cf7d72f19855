using System.Globalization;

namespace IoTrace.Accuracy.Ladder;

/// <summary>How long the storage takes for an operation, over what the file system itself takes.</summary>
internal readonly record struct Rung(int Microseconds)
{
    public static IReadOnlyList<Rung> All { get; } = [.. ((int[])[0, 20, 50, 100, 200, 400, 1000, 2000, 5000, 20_000]).Select(us => new Rung(us))];

    /// <summary>Reads "400us" and "1ms"; a number alone is in microseconds.</summary>
    /// <exception cref="ArgumentException">It is something else.</exception>
    public static Rung Parse(string text)
    {
        var (digits, unit) = text.EndsWith("ms", StringComparison.Ordinal) ? (text[..^2], 1000) : (text.EndsWith("us", StringComparison.Ordinal) ? text[..^2] : text, 1);
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new Rung(number * unit)
            : throw new ArgumentException($"'{text}' is no latency; say 400us or 1ms");
    }

    public override string ToString() => Microseconds >= 1000 ? $"{Microseconds / 1000.0:0.##} ms" : $"{Microseconds} us";
}
