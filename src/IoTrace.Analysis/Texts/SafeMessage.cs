using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace IoTrace.Analysis.Texts;

/// <summary>
/// A message with texts from outside in it, such as names of processes and files. What stands in the braces of an interpolated string is
/// escaped with <see cref="SafeText"/>, a line end too; what the string says itself is kept.
/// </summary>
[InterpolatedStringHandler]
public readonly struct SafeMessage
{
    private readonly StringBuilder text;

    public SafeMessage(int literalLength, int formattedCount) => text = new StringBuilder(literalLength + (16 * formattedCount));

    /// <summary>The message of an interpolated string.</summary>
    public static string Of(SafeMessage message) => message.ToString();

    public void AppendLiteral(string literal) => text.Append(literal);

    public void AppendFormatted(string? value) => text.Append(SafeText.Of(value ?? ""));

    public void AppendFormatted<T>(T value) => AppendFormatted(value, format: null);

    public void AppendFormatted<T>(T value, string? format) =>
        AppendFormatted(value is IFormattable formattable ? formattable.ToString(format, CultureInfo.InvariantCulture) : value?.ToString());

    public override string ToString() => text.ToString();
}
