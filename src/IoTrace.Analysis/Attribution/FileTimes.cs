using System.Collections.Immutable;

using IoTrace.Analysis.Observations;
using IoTrace.Analysis.Results;
using IoTrace.Analysis.Tallies;
using IoTrace.Analysis.Timeline;

namespace IoTrace.Analysis.Attribution;

/// <summary>Waiting time by file, pipe and terminal, and by socket, from the looks at blocked threads.</summary>
internal static class FileTimes
{
    /// <summary>Files that a report lists at most.</summary>
    private const int Most = 50;

    /// <summary>Call sites that it lists of each at most.</summary>
    private const int SitesPerFile = 5;
    private const string Deleted = " (deleted)";

    /// <summary>Looks and clocks disagree by less than a tenth over a window.</summary>
    private const double ClearlyMore = 1.1;

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
                .Where(f => f.WaitSeconds > 0)
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
        var twins = counted.Select(c => sampled.Where(s => IsSame(s.Path, c)).ToList()).ToList();
        var both = twins.SelectMany(t => t).ToHashSet(ReferenceEqualityComparer.Instance);
        var files = counted.Zip(twins, (c, own) => Counted(c, own, slow)).Concat(sampled.Where(s => !both.Contains(s))).ToList();
        var total = files.Sum(f => f.WaitSeconds);
        return
        [
            .. files.Select(f => f with { WaitShare = total > 0 ? f.WaitSeconds / total : 0 }).OrderByDescending(f => f.WaitSeconds).Take(Most),
        ];
    }

    /// <summary>
    /// A pipe or terminal that is waited for longer than in the calls that were counted is written to, which is not counted, or is in a
    /// call that had not come back by the end: its time is then the sampled one.
    /// </summary>
    private static FileUsage Counted(CountedFile file, List<FileUsage> sampled, SlowOperations slow)
    {
        var sites = sampled.SelectMany(s => s.CallSites)
            .GroupBy(s => (s.State, string.Join('\n', s.Frames)))
            .Select(g => g.First() with { Seconds = g.Sum(s => s.Seconds), OnPath = g.Sum(s => s.OnPath) })
            .OrderByDescending(s => s.Seconds)
            .ToImmutableArray();
        var exact = new FileUsage(file.Path, Exact: true, file.Times.Total, null, null, 0, file.Times, file.Operations, SitesOf(file, sites, slow))
        {
            Activities = slow.Activities.Of(file),
            OnPath = OnPath(file.Times, sampled),
        };
        if (!file.IsWrittenUncounted || sampled.Sum(s => s.WaitLow ?? s.WaitSeconds) <= ClearlyMore * exact.WaitSeconds)
        {
            return exact;
        }

        var (times, onPath) = Sums(sampled);
        return exact with
        {
            Exact = false,
            WaitSeconds = sampled.Sum(s => s.WaitSeconds),
            WaitLow = sampled.Sum(s => s.WaitLow),
            WaitHigh = sampled.Sum(s => s.WaitHigh),
            ByState = times,
            OnPath = onPath,
            CallSites = [.. sites.Take(SitesPerFile)],
        };
    }

    /// <summary>The looks tell how much of the exact times is on the critical path; what they did not see is taken to be.</summary>
    private static StateTimes OnPath(StateTimes exact, List<FileUsage> sampled)
    {
        var (all, onPath) = Sums(sampled);
        foreach (var state in StateTimes.States)
        {
            exact[state] *= all[state] > 0 ? Math.Min(1, onPath[state] / all[state]) : 1;
        }

        return exact;
    }

    private static (StateTimes All, StateTimes OnPath) Sums(List<FileUsage> sampled)
    {
        var (all, onPath) = (new StateTimes(), new StateTimes());
        foreach (var usage in sampled)
        {
            all.Add(usage.ByState);
            onPath.Add(usage.OnPath);
        }

        return (all, onPath);
    }

    private static ImmutableArray<CallSite> SitesOf(CountedFile file, ImmutableArray<CallSite> sampled, SlowOperations slow)
    {
        var told = slow.SitesOf(file, guessed: false).ToLookup(s => s.State);
        var guessed = slow.SitesOf(file, guessed: true).ToLookup(s => s.State);
        return
        [
            .. guessed.Select(t => t.Key).Union(sampled.Select(s => s.State))
                .SelectMany(state => file.IsMostlySlow
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

    /// <summary>
    /// The kernel names a file by its full path, and says when it was deleted; the probe as the program did, which may be relative. Each
    /// unnamed pipe has a number for the kernel, and all have one name for the probe.
    /// </summary>
    private static bool IsSame(string sampled, CountedFile counted)
    {
        if (counted is { Kind: ResourceKind.Pipe, Path: CountedFile.UnnamedPipes })
        {
            return sampled.StartsWith("pipe:[", StringComparison.Ordinal);
        }

        var named = counted.Path;
        var kept = sampled.EndsWith(Deleted, StringComparison.Ordinal) && named != sampled ? sampled[..^Deleted.Length] : sampled;
        return kept == named || (!named.StartsWith('/') && kept.EndsWith("/" + named.TrimStart('.', '/'), StringComparison.Ordinal));
    }

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
        var (byState, onPath) = (new StateTimes(), new StateTimes());
        foreach (var (_, state, time) in waits)
        {
            byState[state] += time.Seconds;
            onPath[state] += time.OnPath;
        }

        var seconds = byState.Total;
        var share = total > 0 ? seconds / total : 0;
        var (low, high) = Wilson(share, independent);
        var callSites = waits.Select(w => (w.Resource, w.State)).Distinct()
            .SelectMany(w => sites.OfResource(w.Resource, w.State, SitesPerFile))
            .OrderByDescending(s => s.Seconds)
            .Take(SitesPerFile);
        return new FileUsage(path, Exact: false, seconds, low * total, high * total, share, byState, [], [.. callSites]) { OnPath = onPath };
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

        // A sum of shares may round to a little more than 1.
        share = Math.Clamp(share, 0, 1);
        var denominator = 1 + (Z * Z / n);
        var centre = (share + (Z * Z / (2 * n))) / denominator;
        var half = Z * Math.Sqrt((share * (1 - share) / n) + (Z * Z / (4.0 * n * n))) / denominator;
        return (Math.Clamp(centre - half, 0, share), Math.Clamp(centre + half, share, 1));
    }

    /// <summary>A peer of which only the time that was waited for it is known.</summary>
    public static EndpointUsage SocketUsage(string name, double seconds)
    {
        var (host, port) = HostAndPort.Parse(name);
        return new EndpointUsage(host, port, port is null ? "unix" : "tcp", null, null, seconds, null, null, null, null, Exact: false);
    }
}
