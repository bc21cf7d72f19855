using IoTrace.Reports.Formatting;

namespace IoTrace.Reports.Terminal;

/// <summary>Rows whose cells stand under each other, two blanks apart, fitted into the page's width.</summary>
public sealed class Table(int indent, params Column[] columns)
{
    private const int Gap = 2;
    private const int NarrowestText = 12;

    private readonly List<Run[]> rows = [];
    private readonly Dictionary<int, Action<Page>> notes = [];

    public bool HasRows => rows.Count > 0;

    public void Add(params Run[] cells) => rows.Add(cells);

    /// <summary>Writes something of its own below the row that was added last.</summary>
    public void Note(Action<Page> write) => notes[rows.Count] = write;

    public void Write(Page page)
    {
        if (rows.Count == 0)
            return;

        var titled = columns.Any(column => column.Title.Length > 0);
        List<Run[]> all = titled ? [[.. columns.Select(column => new Run(column.Title, Palette.Dim))], .. rows] : rows;
        var safe = all.ConvertAll(row => row.Select(cell => cell with { Text = page.Safe(cell.Text) }).ToArray());
        var widths = Widths(page.Width, safe);
        for (var i = 0; i < safe.Count; i++)
        {
            page.WriteLine(Cut(safe[i], widths, page));
            if (notes.TryGetValue(titled ? i : i + 1, out var note))
                note(page);
        }
    }

    private int[] Widths(int pageWidth, List<Run[]> safe)
    {
        // A column without a single value is left out, title and all.
        var body = safe.TakeLast(rows.Count);
        var widths = columns.Select((_, i) => body.All(row => row[i].Text.Length == 0) ? 0 : safe.Max(row => Cells.Width(row[i].Text))).ToArray();
        foreach (var droppable in columns.Where(column => column.Drop > 0).OrderBy(column => column.Drop))
        {
            if (Excess(widths, pageWidth, shrunk: true) > 0)
                widths[Array.IndexOf(columns, droppable)] = 0;
        }

        for (var i = 0; i < columns.Length; i++)
        {
            var excess = Excess(widths, pageWidth, shrunk: false);
            if (excess > 0 && Gives(i))
                widths[i] = Math.Max(Math.Min(NarrowestText, widths[i]), widths[i] - excess);
        }

        return widths;
    }

    private bool Gives(int column) => columns[column].Fit != Fit.Fixed;

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
            var text = columns[i].Fit switch
            {
                Fit.Path => Shortening.Path(row[i].Text, widths[i], page.Ellipsis),
                Fit.Method => Shortening.Method(row[i].Text, widths[i], page.Ellipsis),
                _ => Shortening.Middle(row[i].Text, widths[i], page.Ellipsis),
            };
            yield return row[i] with { Text = columns[i].Right ? Cells.PadLeft(text, widths[i]) : Cells.PadRight(text, widths[i]) };
            gap = new Run(new string(' ', Gap), Palette.Plain);
        }
    }
}
