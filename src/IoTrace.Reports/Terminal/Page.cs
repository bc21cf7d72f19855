using IoTrace.Reports.Formatting;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace IoTrace.Reports.Terminal;

/// <summary>
/// Where the sections write. The only way to the terminal: every text passes through <see cref="SafeText"/> here, and no line is
/// wider than the page.
/// </summary>
public sealed class Page
{
    private const int Narrowest = 40;
    private const int Widest = 120;

    private readonly IAnsiConsole console;

    public Page(TextWriter output, TerminalOptions options)
    {
        Unicode = options.Unicode;
        Color = options.Color;
        Width = options.Width == TerminalOptions.Unbounded ? int.MaxValue : Math.Clamp(options.Width, Narrowest, Widest);

        // Everything that Spectre would otherwise find out from the environment is given, so that output is a function of the input.
        console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            // Without it Spectre would have System.Console reset its colours before each line, which is an escape sequence as well.
            Ansi = AnsiSupport.Yes,
            ColorSystem = options.Color ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
            Out = new AnsiConsoleOutput(output),
        });
        console.Profile.Width = Math.Max(Width, Widest * 2);
        console.Profile.Capabilities.Unicode = options.Unicode;
    }

    public int Width { get; }

    /// <summary>How many lines were written so far.</summary>
    public int Lines { get; private set; }

    public bool Unicode { get; }

    public bool Color { get; }

    public string Ellipsis => Unicode ? "…" : "...";

    /// <summary>Text as it will be written; what is measured has to go through here first.</summary>
    public string Safe(string text) => SafeText.Of(text, Unicode);

    public void Blank() => Write([]);

    /// <summary>A ruled line with a title, and an aside at its end where there is room.</summary>
    public void Heading(string title, string aside = "")
    {
        Blank();
        aside = Safe(aside);
        if (Cells.Width(title) + Cells.Width(aside) + 4 > Width)
            aside = "";

        var rule = Width - Cells.Width(title) - Cells.Width(aside) - (aside.Length > 0 ? 2 : 1);
        WriteLine(
            new Run(title, Palette.Heading),
            new Run(" " + new string(Unicode ? '─' : '-', Math.Max(1, rule)), Palette.Dim),
            new Run(aside.Length > 0 ? " " + aside : "", Palette.Dim));
    }

    /// <summary>One line; what does not fit is cut off.</summary>
    public void WriteLine(params IEnumerable<Run> runs)
    {
        var room = Width;
        var line = new List<Run>();
        foreach (var run in runs)
        {
            var text = Safe(run.Text);
            if (Cells.Width(text) > room)
                text = Shortening.Middle(text, room, Ellipsis);

            room -= Cells.Width(text);
            if (text.Length > 0)
                line.Add(run with { Text = text });
        }

        Write(TrimmedEnd(line));
    }

    /// <summary>Text broken into lines at spaces, with <paramref name="lead"/> before the first line and as much space before the others.</summary>
    public void WriteText(Run lead, params IEnumerable<Run> text) => WriteText([lead], text);

    /// <inheritdoc cref="WriteText(Run, IEnumerable{Run})"/>
    public void WriteText(IReadOnlyList<Run> lead, params IEnumerable<Run> text) => WriteText(lead, int.MaxValue, text);

    /// <summary>The same, cut after <paramref name="most"/> lines; an ellipsis then ends the last one.</summary>
    public void WriteText(IReadOnlyList<Run> lead, int most, IEnumerable<Run> text)
    {
        var indent = lead.Sum(run => Cells.Width(Safe(run.Text)));
        var safe = text.Select(run => run with { Text = string.Join(Wrapping.Glue, run.Text.Split(Wrapping.Glue).Select(Safe)) });
        var lines = Wrapping.Wrap(safe, Math.Max(10, Width - indent)).ToList();
        for (var i = 0; i < Math.Min(most, lines.Count); i++)
        {
            var cut = i == most - 1 && lines.Count > most;
            WriteLine([.. lead, .. cut ? Cut(lines[i], Width - indent) : lines[i]]);
            lead = [new string(' ', indent)];
        }
    }

    private void Write(IReadOnlyList<Run> line)
    {
        Lines++;
        console.Write(new Line(line, Color));
    }

    private IEnumerable<Run> Cut(IReadOnlyList<Run> line, int width)
    {
        var room = width - Cells.Width(Ellipsis) - 1;
        foreach (var run in line)
        {
            var text = Cells.Head(run.Text, room);
            room -= Cells.Width(text);
            yield return run with { Text = text };
        }

        yield return " " + Ellipsis;
    }

    // Trailing blanks would make copied text and golden files untidy.
    private static List<Run> TrimmedEnd(List<Run> line)
    {
        while (line.Count > 0 && line[^1] is var last && last.Style.Background == Spectre.Console.Color.Default && last.Text.EndsWith(' '))
        {
            line.RemoveAt(line.Count - 1);
            if (last.Text.TrimEnd(' ') is { Length: > 0 } rest)
                line.Add(last with { Text = rest });
        }

        return line;
    }

    private sealed class Line(IReadOnlyList<Run> runs, bool color) : Renderable
    {
        protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth) =>
            [.. runs.Select(run => new Segment(run.Text, color ? run.Style : Style.Plain)), Segment.LineBreak];
    }
}
