using System.Collections.Immutable;

using IoTrace.Analysis.Observations;
using IoTrace.Analysis.Results;
using IoTrace.Analysis.Tallies;

namespace IoTrace.Analysis.Attribution;

/// <summary>
/// The code behind each file's slow operations, from the operations that the probe told one by one with their stacks. It tells only so
/// many a second: they say how the time divides, the sums say how much there is.
/// </summary>
internal sealed class SlowOperations(QueuedWork work)
{
    /// <summary>Past this many new ones are left out.</summary>
    private const int MostSites = 50_000;

    private readonly Dictionary<string, FileSites> files = [];
    private int sites;

    /// <summary>The activities that these operations were parts of.</summary>
    public SlowActivities Activities { get; } = new();

    public void Take(OperationTimed operation)
    {
        Activities.Take(operation);
        if (operation.Stack == StackId.None || operation.Kind is not (ResourceKind.File or ResourceKind.Pipe or ResourceKind.Terminal)
            || operation.Operation == IoOperation.CopySource || sites >= MostSites)
        {
            return;
        }

        if (!files.TryGetValue(operation.Name, out var found))
        {
            files.Add(operation.Name, found = new FileSites());
        }

        var place = work.Now(operation.Thread, operation.Stack);
        var site = (OperationTally.StateOf(operation.Kind, operation.Operation), place);
        sites += found.Slow.ContainsKey(site) ? 0 : 1;
        found.Slow[site] = found.Slow.GetValueOrDefault(site) + operation.Took.Seconds;
        if (operation.Operation == IoOperation.Open)
        {
            found.Openers[place] = found.Openers.GetValueOrDefault(place) + 1;
        }
    }

    /// <summary>
    /// The code that waited for a file, folded, longest first; empty where nothing was told of it. For asynchronous operations that is
    /// whoever queued them.
    /// </summary>
    /// <param name="guessed">Takes the code that opened the file for the one that uses it, where nobody was seen to.</param>
    public ImmutableArray<CallSite> SitesOf(CountedFile file, bool guessed) => !files.TryGetValue(file.Path, out var found) ? [] :
    [
        .. StateTimes.States.Where(state => file.Times[state] > 0)
            .SelectMany(state => Divide(state, file.Times[state], found, guessed ? found.Openers : []))
            .Select(s => (s.State, Frames: UserCode.Fold(work.Frames(s.Site)), s.Seconds))
            .Where(s => !s.Frames.IsEmpty)
            .GroupBy(s => (s.State, string.Join('\n', s.Frames)))
            .Select(g => new CallSite(g.First().State, g.Sum(s => s.Seconds), g.First().Frames))
            .OrderByDescending(s => s.Seconds),
    ];

    private IEnumerable<(ThreadState State, SiteStack Site, double Seconds)> Divide(
        ThreadState state, double seconds, FileSites found, Dictionary<SiteStack, double> openers)
    {
        var told = found.Slow.Where(s => s.Key.State == state).Select(s => (s.Key.Site, Seconds: s.Value)).ToList();
        var parts = Proportions.Of(told);
        if (parts.Count == 0)
        {
            return Proportions.Of(openers.Select(o => (o.Key, o.Value)))
                .SelectMany(o => Owners(o.Item, [], []).Select(w => (state, w.Site, seconds * o.Share * w.Share)));
        }

        var known = told.Where(t => t.Site.QueuedBy != StackId.None && work.IsAnonymous(t.Site.Stack)).ToList();
        return parts.SelectMany(p => Owners(p.Item, known, openers).Select(o => (state, o.Site, p.Share * seconds * o.Share)));
    }

    /// <summary>Work of the pool whose queueing was not seen was queued by whom the rest of it was, for the same file.</summary>
    private IEnumerable<(SiteStack Site, double Share)> Owners(
        SiteStack site, List<(SiteStack Site, double Seconds)> known, Dictionary<SiteStack, double> openers)
    {
        if (!work.IsAnonymous(site.Stack))
        {
            return [(site with { QueuedBy = StackId.None }, 1)];
        }

        if (site.QueuedBy != StackId.None)
        {
            return [(site, 1)];
        }

        var owners = Proportions.Of(known.Count > 0
            ? known.Select(k => (k.Site.QueuedBy, k.Seconds))
            : openers.Select(o => (o.Key.QueuedBy != StackId.None && work.IsAnonymous(o.Key.Stack) ? o.Key.QueuedBy : o.Key.Stack, o.Value)));
        return owners.Select(o => (site with { QueuedBy = o.Item }, o.Share)).DefaultIfEmpty((site, 1));
    }

    private sealed class FileSites
    {
        public Dictionary<(ThreadState State, SiteStack Site), double> Slow { get; } = [];

        public Dictionary<SiteStack, double> Openers { get; } = [];
    }
}
