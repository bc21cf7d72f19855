namespace IoTrace.Reports.Formatting;

/// <summary>Cuts text in the middle: of paths and method names it is the ends that tell.</summary>
internal static class Shortening
{
    /// <summary>The text, or its beginning and its longer end around an ellipsis.</summary>
    public static string Middle(string text, int width, string ellipsis)
    {
        if (Cells.Width(text) <= width)
            return text;

        var room = width - Cells.Width(ellipsis);
        if (room < 2)
            return Cells.Head(text, Math.Max(0, width));

        var head = Cells.Head(text, room / 3);
        return head + ellipsis + Cells.Tail(text, room - Cells.Width(head));
    }

    /// <summary>The method without its parameters' types, then without its outer namespaces, as far as the width asks for it.</summary>
    public static string Method(string method, int width, string ellipsis)
    {
        if (Cells.Width(method) <= width)
            return method;

        var open = method.IndexOf('(', StringComparison.Ordinal);
        var name = open > 0 && !method.EndsWith("()", StringComparison.Ordinal) ? $"{method[..open]}({ellipsis})" : method;
        if (Cells.Width(name) <= width)
            return name;

        var depth = 0;
        for (var i = 0; i < name.Length; i++)
        {
            depth += name[i] switch { '[' or '<' or '(' => 1, ']' or '>' or ')' => -1, _ => 0 };
            if (name[i] == '.' && depth == 0 && ellipsis + name[(i + 1)..] is var shorter && Cells.Width(shorter) <= width)
                return shorter;
        }

        return Middle(name, width, ellipsis);
    }

    /// <summary>The path, or as many whole segments of its end as fit after its first one.</summary>
    public static string Path(string path, int width, string ellipsis)
    {
        if (Cells.Width(path) <= width)
            return path;

        var firstEnd = path.IndexOf('/', Math.Min(1, path.Length)) + 1;
        foreach (var head in new[] { path[..firstEnd], "" })
        {
            for (var cut = path.IndexOf('/', Math.Max(firstEnd, 1)); cut >= 0; cut = path.IndexOf('/', cut + 1))
            {
                var candidate = head + ellipsis + path[cut..];
                if (Cells.Width(candidate) <= width)
                    return candidate;
            }
        }

        return Middle(path, width, ellipsis);
    }
}
