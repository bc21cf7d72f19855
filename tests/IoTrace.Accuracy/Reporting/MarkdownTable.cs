using System.Text;

namespace IoTrace.Accuracy.Reporting;

/// <summary>A table in Markdown; the first column is text, the others are figures.</summary>
internal sealed class MarkdownTable(params IReadOnlyList<string> heads)
{
    private readonly List<IReadOnlyList<string>> _rows = [];

    public bool IsEmpty => _rows.Count == 0;

    public void Add(params IReadOnlyList<string> cells) => _rows.Add(cells);

    public override string ToString()
    {
        var text = new StringBuilder();
        Line(text, heads);
        Line(text, [.. heads.Select((_, i) => i == 0 ? "---" : "---:")]);
        _rows.ForEach(row => Line(text, row));
        return text.ToString();
    }

    private static void Line(StringBuilder text, IReadOnlyList<string> cells) =>
        text.Append("| ").AppendJoin(" | ", cells.Select(c => c.Replace("|", "\\|", StringComparison.Ordinal))).Append(" |\n");
}
