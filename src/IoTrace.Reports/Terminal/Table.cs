namespace IoTrace.Reports.Terminal;

/// <summary>How a column behaves when the page is narrow.</summary>
internal enum Fit
{
    /// <summary>Keeps its width.</summary>
    Fixed,

    /// <summary>Gives way, cut in the middle.</summary>
    Text,

    /// <summary>Gives way, cut at path segments.</summary>
    Path,

    /// <summary>Left out as a whole.</summary>
    Droppable,
}

/// <summary>A column of a <see cref="Table"/>.</summary>
internal sealed record Column(string Title, bool Right = true, Fit Fit = Fit.Fixed);

/// <summary>Rows whose cells stand under each other, two blanks apart, fitted into the page's width.</summary>
internal sealed class Table(int indent, params Column[] columns)
{
    private const int Gap = 2;
    private const int NarrowestText = 12;

    private readonly List<Run[]> rows = [];

    public bool HasRows => rows.Count > 0;

    public void Add(params Run[] cells) => rows.Add(cells);

    public void Write(Page page)
    {
        if (rows.Count == 0)
            return;

        var titled = columns.Any(column => column.Title.Length > 0);
        List<Run[]> all = titled ? [[.. columns.Select(column => new Run(column.Title, Palette.Dim))], .. rows] : rows;
        var safe = all.ConvertAll(row => row.Select(cell => cell with { Text = page.Safe(cell.Text) }).ToArray());
        var widths = Widths(page.Width, safe);
        foreach (var row in safe)
        {
            page.WriteLine(Cut(row, widths, page));
        }
    }

    private int[] Widths(int pageWidth, List<Run[]> safe)
    {
        // A column without a single value is left out, title and all.
        var body = safe.TakeLast(rows.Count);
        var widths = columns.Select((_, i) => body.All(row => row[i].Text.Length == 0) ? 0 : safe.Max(row => Cells.Width(row[i].Text))).ToArray();
        for (var i = columns.Length - 1; i >= 0 && Excess(widths, pageWidth, shrunk: true) > 0; i--)
        {
            if (columns[i].Fit == Fit.Droppable)
                widths[i] = 0;
        }

        for (var i = 0; i < columns.Length; i++)
        {
            var excess = Excess(widths, pageWidth, shrunk: false);
            if (excess > 0 && Gives(i))
                widths[i] = Math.Max(Math.Min(NarrowestText, widths[i]), widths[i] - excess);
        }

        return widths;
    }

    private bool Gives(int column) => columns[column].Fit is Fit.Text or Fit.Path;

    private int Excess(int[] widths, int pageWidth, bool shrunk)
    {
        var used = widths.Select((width, i) => shrunk && Gives(i) ? Math.Min(width, NarrowestText * 2) : width).Sum();
        return indent + used + Gap * (widths.Count(width => width > 0) - 1) - pageWidth;
    }

    private IEnumerable<Run> Cut(Run[] row, int[] widths, Page page)
    {
        Run gap = new(new string(' ', indent), Palette.Plain);
        for (var i = 0; i < columns.Length; i++)
        {
            if (widths[i] == 0)
                continue;

            yield return gap;
            var text = columns[i].Fit == Fit.Path
                ? Shortening.Path(row[i].Text, widths[i], page.Ellipsis)
                : Shortening.Middle(row[i].Text, widths[i], page.Ellipsis);
            yield return row[i] with { Text = columns[i].Right ? Cells.PadLeft(text, widths[i]) : Cells.PadRight(text, widths[i]) };
            gap = new Run(new string(' ', Gap), Palette.Plain);
        }
    }
}
