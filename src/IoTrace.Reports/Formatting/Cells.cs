using System.Text;
using Spectre.Console.Rendering;

namespace IoTrace.Reports.Formatting;

/// <summary>Text measured and cut in terminal cells: wide characters take two, combining ones none.</summary>
public static class Cells
{
    public static int Width(string text) => IsAscii(text) ? text.Length : new Segment(text).CellCount();

    public static string PadRight(string text, int width) => text + new string(' ', Math.Max(0, width - Width(text)));

    public static string PadLeft(string text, int width) => new string(' ', Math.Max(0, width - Width(text))) + text;

    /// <summary>The longest beginning of the text that fits.</summary>
    public static string Head(string text, int width) => Take(text.EnumerateRunes(), width);

    /// <summary>The longest end of the text that fits.</summary>
    public static string Tail(string text, int width)
    {
        var taken = Take(text.EnumerateRunes().Reverse(), width);
        return string.Concat(taken.EnumerateRunes().Reverse().Select(rune => rune.ToString()));
    }

    private static string Take(IEnumerable<Rune> runes, int width)
    {
        var taken = new StringBuilder();
        foreach (var rune in runes)
        {
            var text = rune.ToString();
            width -= Width(text);
            if (width < 0)
                break;
            taken.Append(text);
        }

        return taken.ToString();
    }

    private static bool IsAscii(string text) => Ascii.IsValid(text);
}
