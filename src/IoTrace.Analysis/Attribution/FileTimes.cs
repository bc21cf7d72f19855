using System.Collections.Immutable;

using IoTrace.Analysis.Observations;
using IoTrace.Analysis.Results;
using IoTrace.Analysis.Tallies;

namespace IoTrace.Analysis.Attribution;

/// <summary>Waiting time by file, pipe and terminal, and by socket, from the looks at blocked threads.</summary>
internal static class FileTimes
{
    private const int Most = 50;
    private const int SitesPerFile = 5;
    private const double MostOfTheTime = 0.5;

    /// <summary>z of a 95 % interval.</summary>
    private const double Z = 1.96;

    /// <summary>Files, pipes and terminals, most waited-for first.</summary>
    public static ImmutableArray<FileUsage> Files(
        BudgetTally budget, IReadOnlyDictionary<ResourceId, (ResourceKind Kind, string Name)> resources, CallSites sites)
    {
        var waits = budget.BlockedTime
            .Where(b => b.Key.In.State is ThreadState.FileRead or ThreadState.FileWrite or ThreadState.FileSync
                or ThreadState.FileMetadata or ThreadState.Pipe && !IsSocket(b.Key.In.Resource))
            .Select(b => (b.Key.In.Resource, b.Key.In.State, b.Value))
            .ToList();
        bool IsSocket(ResourceId resource) => resources.TryGetValue(resource, out var found) && found.Kind == ResourceKind.Socket;
        var total = waits.Sum(w => w.Value.Seconds);
        var independent = IndependentLooks(waits.Select(w => w.Value));
        return
        [
            .. waits.Where(w => resources.ContainsKey(w.Resource))
                .GroupBy(w => w.Resource)
                .GroupBy(g => resources[g.Key].Name)
                .Select(g => Usage(g.Key, [.. g.SelectMany(r => r)], total, independent, sites))
                .OrderByDescending(f => f.WaitSeconds)
                .Take(Most),
        ];
    }

    /// <summary>
    /// Exact figures where the probe counted; sampled figures for the rest. Waiting is then the time inside the calls. Its call sites are
    /// those of the slow operations where these make up most of the time, and the sampled ones elsewhere.
    /// </summary>
    public static ImmutableArray<FileUsage> Merge(ImmutableArray<FileUsage> sampled, IReadOnlyList<CountedFile> counted, SlowOperations slow)
    {
        var files = counted.Select(c =>
        {
            var twin = sampled.FirstOrDefault(s => SameFile(s.Path, c.Path));
            return new FileUsage(c.Path, Exact: true, c.Times.Total, null, null, 0, c.Times, c.Operations, SitesOf(c, twin?.CallSites ?? [], slow));
        }).Concat(sampled.Where(s => !counted.Any(c => SameFile(s.Path, c.Path)))).ToList();
        var total = files.Sum(f => f.WaitSeconds);
        return
        [
            .. files.Select(f => f with { WaitShare = total > 0 ? f.WaitSeconds / total : 0 }).OrderByDescending(f => f.WaitSeconds).Take(Most),
        ];
    }

    private static ImmutableArray<CallSite> SitesOf(CountedFile file, ImmutableArray<CallSite> sampled, SlowOperations slow)
    {
        var mostlySlow = file.SlowSeconds >= MostOfTheTime * file.Times.Total;
        var told = slow.SitesOf(file, guessed: false).ToLookup(s => s.State);
        var guessed = slow.SitesOf(file, guessed: true).ToLookup(s => s.State);
        return
        [
            .. guessed.Select(t => t.Key).Union(sampled.Select(s => s.State))
                .SelectMany(state => mostlySlow
                    ? FirstOfTheUser(told[state], sampled.Where(s => s.State == state), guessed[state])
                    : FirstOfTheUser(sampled.Where(s => s.State == state), told[state], guessed[state]))
                .OrderByDescending(s => s.Seconds)
                .Take(SitesPerFile),
        ];
    }

    /// <summary>The first that show any of the user's code; where none do, the first that show anything.</summary>
    private static IEnumerable<CallSite> FirstOfTheUser(params IEnumerable<CallSite>[] candidates) =>
        candidates.FirstOrDefault(c => c.Any(IsOfTheUser)) ?? candidates.FirstOrDefault(c => c.Any()) ?? [];

    private static bool IsOfTheUser(CallSite site) => !site.Frames.All(UserCode.IsFramework);

    /// <summary>The kernel names a file by its full path; the probe as the program did, which may be relative.</summary>
    private static bool SameFile(string full, string named) =>
        full == named || (!named.StartsWith('/') && full.EndsWith("/" + named.TrimStart('.', '/'), StringComparison.Ordinal));

    /// <summary>Peers that threads were found blocked on in socket calls.</summary>
    public static ImmutableArray<EndpointUsage> Sockets(
        BudgetTally budget, IReadOnlyDictionary<ResourceId, (ResourceKind Kind, string Name)> resources) =>
    [
        .. budget.BlockedTime
            .Where(b => b.Key.In.State is ThreadState.Network or ThreadState.Pipe && resources.TryGetValue(b.Key.In.Resource, out var r) && r.Kind == ResourceKind.Socket)
            .GroupBy(b => resources[b.Key.In.Resource].Name, b => b.Value.Seconds)
            .Select(g => SocketUsage(g.Key, g.Sum()))
            .OrderByDescending(e => e.Seconds),
    ];

    private static FileUsage Usage(
        string path, List<(ResourceId Resource, ThreadState State, Blocked Time)> waits, double total, double independent, CallSites sites)
    {
        var byState = new StateTimes();
        foreach (var (_, state, time) in waits)
        {
            byState[state] += time.Seconds;
        }

        var seconds = byState.Total;
        var share = total > 0 ? seconds / total : 0;
        var (low, high) = Wilson(share, independent);
        var callSites = waits.Select(w => (w.Resource, w.State)).Distinct()
            .SelectMany(w => sites.OfResource(w.Resource, w.State, SitesPerFile))
            .OrderByDescending(s => s.Seconds)
            .Take(SitesPerFile);
        return new FileUsage(path, Exact: false, seconds, low * total, high * total, share, byState, [], [.. callSites]);
    }

    /// <summary>
    /// How many independent looks the looks are worth. Those at one operation are one; and where operations differ in length the few
    /// long ones decide: the effective sample size of Kish 1965, with the mean length for all operations on one thing.
    /// </summary>
    private static double IndependentLooks(IEnumerable<Blocked> waits)
    {
        var (sum, squares) = (0.0, 0.0);
        foreach (var wait in waits)
        {
            sum += wait.Looks;
            squares += (double)wait.Looks * wait.Looks / Math.Max(1, wait.Fresh);
        }

        return squares > 0 ? sum * sum / squares : 0;
    }

    /// <summary>The Wilson score interval of a share among <paramref name="n"/> independent looks.</summary>
    private static (double Low, double High) Wilson(double share, double n)
    {
        if (n <= 0)
        {
            return (0, 1);
        }

        var denominator = 1 + (Z * Z / n);
        var centre = (share + (Z * Z / (2 * n))) / denominator;
        var half = Z * Math.Sqrt((share * (1 - share) / n) + (Z * Z / (4.0 * n * n))) / denominator;
        return (Math.Clamp(centre - half, 0, share), Math.Clamp(centre + half, share, 1));
    }

    private static EndpointUsage SocketUsage(string name, double seconds)
    {
        var (host, port) = HostAndPort.Parse(name);
        return new EndpointUsage(host, port, port is null ? "unix" : "tcp", null, null, seconds, null, null, null, null, Exact: false);
    }
}
