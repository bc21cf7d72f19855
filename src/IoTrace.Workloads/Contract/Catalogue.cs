using IoTrace.Workloads.Controls;
using IoTrace.Workloads.Copies;
using IoTrace.Workloads.Files;

namespace IoTrace.Workloads;

/// <summary>All workloads.</summary>
public static class Catalogue
{
    private const int MostSuggestions = 3;

    /// <summary>In the order in which they are listed.</summary>
    public static IReadOnlyList<Workload> All { get; } =
    [
        new CopySync(), new CopyAsync(), new CopyFile(), new CopyRandomAccess(), new CopyDoubleBuffer(), new CopyPipelines(),
        new CopyParallel(), new CopyMmap(), new CopyTree(),
        new RandomRead(), new FsyncLog(), new WriteThrough(), new Metadata(), new SmallFiles(),
        new CpuHash(), new CpuCompress(), new CpuSpin(), new GcChurn(), new LockContention(), new PoolStarvation(), new HttpFanOut(),
        new WebCrawl(), new Idle(), new Mix(),
    ];

    /// <exception cref="WorkloadException">There is none of that name; with those that come close.</exception>
    public static Workload Find(string name) =>
        All.FirstOrDefault(w => w.Info.Name == name) ?? throw Errors.UnknownName(name, Suggest(name));

    private static List<string> Suggest(string name) =>
    [
        .. All.Select(w => (w.Info.Name, Distance: Distance(name.ToLowerInvariant(), w.Info.Name)))
            .Where(s => s.Distance <= Math.Max(2, s.Name.Length / 3) || (name.Length > 2 && s.Name.Contains(name, StringComparison.OrdinalIgnoreCase)))
            .OrderBy(s => s.Distance).Take(MostSuggestions).Select(s => s.Name),
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
