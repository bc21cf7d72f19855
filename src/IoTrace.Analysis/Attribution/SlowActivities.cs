using System.Collections.Immutable;

using IoTrace.Analysis.Observations;
using IoTrace.Analysis.Results;
using IoTrace.Analysis.Tallies;

namespace IoTrace.Analysis.Attribution;

/// <summary>
/// The program's activities behind the time of each file and peer, from the operations that the probe told one by one. It tells only so
/// many a second: they say how the time divides, the sums say how much there is.
/// </summary>
internal sealed class SlowActivities
{
    /// <summary>The name of all activities that there was no room for.</summary>
    public const string Others = "(other activities)";

    /// <summary>Names that a report lists of one file or peer.</summary>
    public const int MostListed = 5;

    /// <summary>Names that are kept apart for one file or peer: some programs make a name for each request.</summary>
    public const int MostNames = 100;

    /// <summary>Past this many files, peers and names together, new files and peers are left out.</summary>
    public const int MostSums = 20_000;

    /// <summary>Past this many different activities no new ones are counted.</summary>
    public const int MostIds = 50_000;

    private const string Outside = "";

    private readonly Dictionary<(bool IsPeer, string Name), Dictionary<string, ToldActivities>> things = [];
    private int sums;
    private int ids;

    public void Take(OperationTimed operation)
    {
        var isPeer = operation.Kind == ResourceKind.Socket;
        if (operation.Operation == IoOperation.CopySource
            || !(isPeer || operation.Kind is ResourceKind.File or ResourceKind.Pipe or ResourceKind.Terminal))
        {
            return;
        }

        if (!things.TryGetValue((isPeer, operation.Name), out var told))
        {
            if (sums >= MostSums)
            {
                return;
            }

            things.Add((isPeer, operation.Name), told = []);
        }

        var state = isPeer ? ThreadState.Network : OperationTally.StateOf(operation.Kind, operation.Operation);
        var sum = Find(told, operation.Activity?.Name ?? Outside);
        ids += sum.Add(state, operation.Took.Seconds, ids < MostIds ? operation.Activity?.Id : null) ? 1 : 0;
    }

    /// <summary>Longest first. Time outside of any activity is in none.</summary>
    public ImmutableArray<ActivityUsage> Of(CountedFile file) => Divide((false, file.Path), state => file.Times[state] * file.ToldShare);

    /// <inheritdoc cref="Of(CountedFile)"/>
    public ImmutableArray<ActivityUsage> Of(CountedPeer peer) => Divide((true, peer.Name), _ => Math.Min(peer.SlowSeconds, peer.Usage.Seconds));

    private ToldActivities Find(Dictionary<string, ToldActivities> told, string name)
    {
        if (told.TryGetValue(name, out var found))
        {
            return found;
        }

        // Time outside of all activities must not become that of some.
        var kept = name == Outside || (told.Count < MostNames && sums < MostSums) ? name : Others;
        if (!told.TryGetValue(kept, out found))
        {
            told.Add(kept, found = new ToldActivities());
            sums++;
        }

        return found;
    }

    private ImmutableArray<ActivityUsage> Divide((bool IsPeer, string Name) thing, Func<ThreadState, double> secondsOf)
    {
        if (!things.TryGetValue(thing, out var told))
        {
            return [];
        }

        var usages = StateTimes.States
            .SelectMany(state => Proportions.Of(told.Select(t => (t.Key, t.Value.Seconds(state)))).Select(p => (Name: p.Item, Seconds: p.Share * secondsOf(state))))
            .Where(p => p.Name != Outside && p.Seconds > 0)
            .GroupBy(p => p.Name, p => p.Seconds)
            .Select(g => new ActivityUsage(g.Key, told[g.Key].Count, g.Sum()))
            .OrderBy(u => u.Name == Others)
            .ThenByDescending(u => u.Seconds)
            .ToList();
        if (usages.Count <= MostListed)
        {
            return [.. usages];
        }

        var rest = usages.Skip(MostListed - 1).ToList();
        return [.. usages.Take(MostListed - 1), new ActivityUsage(Others, rest.Sum(r => r.Count), rest.Sum(r => r.Seconds))];
    }
}
