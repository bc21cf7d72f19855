using System.Collections.Frozen;
using IoTrace.Reports.Formatting;
using Spectre.Console;

namespace IoTrace.Reports.Terminal;

/// <summary>Breaks styled text into lines at spaces, but never at a no-break space or between a number and its unit.</summary>
internal static class Wrapping
{
    /// <summary>The no-break space: a space at which no line is broken.</summary>
    public const char Glue = '\u00a0';

    private static readonly FrozenSet<string> Units =
        new[] { "%", "ns", "us", "µs", "ms", "s", "min", "h", "x", "B", "KiB", "MiB", "GiB", "TiB" }.ToFrozenSet();

    public static IEnumerable<IReadOnlyList<Run>> Wrap(IEnumerable<Run> text, int width)
    {
        var line = new List<Run>();
        var used = 0;
        foreach (var word in Glued(Words(text)))
        {
            var length = word.Sum(piece => Cells.Width(piece.Text));
            if (used > 0 && used + 1 + length > width)
            {
                yield return line;
                (line, used) = ([], 0);
            }

            if (used > 0)
            {
                line.Add(new Run(" ", line[^1].Style == word[0].Style ? word[0].Style : Style.Plain));
                used++;
            }

            foreach (var piece in word)
            {
                var rest = piece.Text;
                while (used + Cells.Width(rest) > width)
                {
                    var head = Cells.Head(rest, width - used);
                    line.Add(piece with { Text = head });
                    rest = rest[head.Length..];
                    yield return line;
                    (line, used) = ([], 0);
                }

                line.Add(piece with { Text = rest });
                used += Cells.Width(rest);
            }
        }

        if (line.Count > 0)
            yield return line;
    }

    private static IEnumerable<List<Run>> Words(IEnumerable<Run> text)
    {
        var word = new List<Run>();
        foreach (var run in text)
        {
            var pieces = run.Text.Split(' ');
            for (var i = 0; i < pieces.Length; i++)
            {
                if (i > 0 && word.Count > 0)
                {
                    yield return word;
                    word = [];
                }

                if (pieces[i].Length > 0)
                    word.Add(run with { Text = pieces[i] });
            }
        }

        if (word.Count > 0)
            yield return word;
    }

    private static IEnumerable<List<Run>> Glued(IEnumerable<List<Run>> words)
    {
        List<Run>? pending = null;
        foreach (var word in words)
        {
            if (pending is null)
            {
                pending = word;
            }
            else if (IsUnit(word) && char.IsAsciiDigit(pending[^1].Text[^1]))
            {
                pending = [.. pending, pending[^1] with { Text = " " }, .. word];
            }
            else
            {
                yield return pending;
                pending = word;
            }
        }

        if (pending is not null)
            yield return pending;
    }

    private static bool IsUnit(List<Run> word) =>
        (word.Count == 1 || word[1].Text[0] == Glue) && Units.Contains(word[0].Text.TrimEnd(',', '.', ';', ':', ')'));
}
