using System.Globalization;
using System.Text;

namespace IoTrace.Analysis.Texts;

/// <summary>
/// Makes text from the target (paths, method names, host names) harmless on a terminal: whatever could move the cursor, change
/// colours, reverse the reading direction or end the line is shown as an escape instead of being obeyed.
/// </summary>
public static class SafeText
{
    /// <summary>The text with control, format and separator characters and broken surrogates escaped. Safe to apply twice.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="unicode">Whether characters beyond ASCII may stay; otherwise the common ones are spelled in ASCII, others escaped.</param>
    public static string Of(string text, bool unicode = true)
    {
        if (IsPlain(text))
            return text;

        var safe = new StringBuilder(text.Length + 16);
        var rest = text.AsSpan();
        while (!rest.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(rest, out var rune, out var used) == System.Buffers.OperationStatus.Done)
                Append(safe, rune, unicode);
            else
                Escape(safe, rest[0]);

            rest = rest[used..];
        }

        return safe.ToString();
    }

    private static bool IsPlain(string text) => !text.AsSpan().ContainsAnyExceptInRange(' ', '~');

    private static void Append(StringBuilder safe, Rune rune, bool unicode)
    {
        switch (Rune.GetUnicodeCategory(rune))
        {
            case UnicodeCategory.SpaceSeparator:
                safe.Append(' ');
                break;
            case UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
                or UnicodeCategory.OtherNotAssigned:
                Escape(safe, rune.Value);
                break;
            default:
                if (unicode || rune.IsAscii)
                    safe.Append(rune.ToString());
                else if (Ascii(rune.Value) is { } spelled)
                    safe.Append(spelled);
                else
                    Escape(safe, rune.Value);
                break;
        }
    }

    private static void Escape(StringBuilder safe, int value) => safe.Append(value switch
    {
        '\n' => @"\n",
        '\r' => @"\r",
        '\t' => @"\t",
        < 0x100 => string.Create(CultureInfo.InvariantCulture, $@"\x{value:x2}"),
        < 0x10000 => string.Create(CultureInfo.InvariantCulture, $@"\u{value:x4}"),
        _ => string.Create(CultureInfo.InvariantCulture, $@"\U{value:x8}"),
    });

    private static string? Ascii(int value) => value switch
    {
        'µ' or 'μ' => "u",
        '–' or '—' or '‑' or '−' or '─' => "-",
        '…' => "...",
        '‘' or '’' => "'",
        '“' or '”' => "\"",
        '·' => "|",
        '•' => "*",
        '×' => "x",
        '→' => "->",
        '←' => "<-",
        '≤' => "<=",
        '≥' => ">=",
        '≈' => "~",
        _ => null,
    };
}
