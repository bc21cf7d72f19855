using System.Collections.Immutable;

using IoTrace.Analysis.Results;

namespace IoTrace.Analysis.Tallies;

/// <summary>Sums the files of each folder, and of all.</summary>
internal static class FolderSums
{
    /// <summary>The name that the probe has for files that it does not tell apart, within their folder or without one.</summary>
    private const string Others = "(other files)";

    /// <summary>Folders that are told apart; a program may have as many as files.</summary>
    private const int MostFolders = 20;

    public static FileTotals Of(IEnumerable<(string Path, IReadOnlyList<OperationTotal> Operations)> files)
    {
        var folders = files.GroupBy(f => FolderOf(f.Path), StringComparer.Ordinal)
            .Select(g => Sum(g.Key, g.LongCount(f => !IsOthers(f.Path)), g.Any(f => IsOthers(f.Path)), g.SelectMany(f => f.Operations)))
            .OrderByDescending(f => f.Seconds)
            .ToList();
        var rest = Together("", folders.Skip(MostFolders));
        var all = Together("", folders);
        return new FileTotals(all.Files, all.AtLeast, all.Operations, [.. folders.Take(MostFolders), .. folders.Count > MostFolders ? [rest] : Array.Empty<FolderTotal>()]);
    }

    private static bool IsOthers(string path) => path.EndsWith(Others, StringComparison.Ordinal);

    private static string FolderOf(string path) => path[..(path.LastIndexOf('/') + 1)];

    private static FolderTotal Together(string path, IEnumerable<FolderTotal> folders)
    {
        var many = folders.ToList();
        return Sum(path, many.Sum(f => f.Files), many.Exists(f => f.AtLeast), many.SelectMany(f => f.Operations));
    }

    private static FolderTotal Sum(string path, long files, bool atLeast, IEnumerable<OperationTotal> operations)
    {
        ImmutableArray<OperationTotal> sums =
        [
            .. operations.GroupBy(o => o.Kind, StringComparer.Ordinal).Select(g => new OperationTotal(
                g.Key, g.Sum(o => o.Count), g.Sum(o => o.Errors), g.All(o => o.Bytes is null) ? null : g.Sum(o => o.Bytes), g.Sum(o => o.Seconds))),
        ];
        return new FolderTotal(path, files, atLeast, sums.Sum(o => o.Seconds), sums);
    }
}
