namespace IoTrace.Workloads;

/// <summary>What somebody may have meant by a name that is not there.</summary>
public static class CloseNames
{
    private const int Most = 3;

    /// <summary>The names that differ by a few letters or contain what was written, closest first; three at most.</summary>
    public static IReadOnlyList<string> To(string written, IEnumerable<string> names) =>
    [
        .. names.Select(name => (Name: name, Distance: Distance(written.ToLowerInvariant(), name)))
            .Where(s => s.Distance <= Math.Max(2, s.Name.Length / 3) || (written.Length > 2 && s.Name.Contains(written, StringComparison.OrdinalIgnoreCase)))
            .OrderBy(s => s.Distance).Take(Most).Select(s => s.Name),
    ];

    /// <summary>Levenshtein's edit distance.</summary>
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var substituted = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}
