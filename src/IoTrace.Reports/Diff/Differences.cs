using IoTrace.Analysis.Results;
using IoTrace.Reports.Formatting;

namespace IoTrace.Reports.Diff;

/// <summary>Compares recordings made before and after a change, with the statistics that say what chance explains.</summary>
public static class Differences
{
    /// <summary>Shares of the wall clock that differ by less than this are the same to a reader.</summary>
    private const double ShareMatters = 0.02;

    /// <summary>Times that differ by less than this share of the earlier one are the same to a reader.</summary>
    private const double TimeMatters = 0.02;

    /// <summary>Rows a table is worth: what is below the largest fifty is not what a change is judged by.</summary>
    private const int MostRows = 50;

    /// <summary>Compares two groups of recordings of the same program.</summary>
    /// <param name="before">One or more from before the change.</param>
    /// <param name="after">One or more from after it.</param>
    public static Difference Of(IReadOnlyList<Diagnosis> before, IReadOnlyList<Diagnosis> after)
    {
        var time = ProgramTime.Test(before, after, TimeMatters) is { } test ? Test.JudgeAll([test], Normal.OfTime)[0] : null;
        var states = StateShares(before, after).ToList();
        var files = Rates(before, after, diagnosis => diagnosis.Files.Select(file => new Rate(file.Path, file.WaitSeconds, RelativeError.Of(file)))).ToList();
        var endpoints = Rates(before, after, diagnosis => diagnosis.Endpoints.Select(peer => new Rate($"{Wording.Address(peer)} {peer.Protocol}", peer.Seconds, RelativeError.Of(peer)))).ToList();
        var sites = Rates(before, after, CallSites).ToList();

        var judged = Test.JudgeAll([.. states, .. files, .. endpoints, .. sites]);
        var (f, e, s) = (states.Count, states.Count + files.Count, states.Count + files.Count + endpoints.Count);
        var wallClock = Ranked(judged.Take(f));
        return new Difference(
            before, after, DiffSentence.Of(before, after, time, wallClock), Comparability.Of(before, after), time, wallClock,
            Ranked(judged.Skip(f).Take(files.Count)), Ranked(judged.Skip(e).Take(endpoints.Count)), Ranked(judged.Skip(s)));
    }

    private static IEnumerable<Test> StateShares(IReadOnlyList<Diagnosis> before, IReadOnlyList<Diagnosis> after) =>
        StateTimes.States
            .Where(state => before.Concat(after).Any(diagnosis => diagnosis.WallClock[state] >= ShareMatters / 2))
            .Select(state => new Test(Wording.Label(state), ChangeUnit.Share, Side(before, state), Side(after, state), ShareMatters));

    private static Sample Side(IReadOnlyList<Diagnosis> side, ThreadState state)
    {
        var samples = side.Select(diagnosis =>
            Sample.OfSeries([.. diagnosis.Timeline.Select(slice => slice.WallClock[state])]) with { Mean = diagnosis.WallClock[state] }).ToList();
        var mean = samples.Average(sample => sample.Mean);
        return Sample.Of(samples, BetweenRuns.OfShare(mean));
    }

    private static IEnumerable<Rate> CallSites(Diagnosis diagnosis) =>
        diagnosis.CallSites.Where(site => !site.Frames.IsDefaultOrEmpty && site.State != ThreadState.Idle)
            .GroupBy(site => $"{site.Frames[0]} ({Wording.OfThreads(site.State)})")
            .Select(group => new Rate(group.Key, group.Sum(site => site.Seconds), RelativeError.OfSampled(group.Sum(site => site.Seconds))));

    private static IEnumerable<Test> Rates(IReadOnlyList<Diagnosis> before, IReadOnlyList<Diagnosis> after, Func<Diagnosis, IEnumerable<Rate>> rates)
    {
        var (b, a) = (Sums(before, rates), Sums(after, rates));
        return b.Keys.Union(a.Keys)
            .Select(name => new Test(name, ChangeUnit.SecondsPerSecond, Side(before, b, name), Side(after, a, name), ShareMatters))
            .OrderByDescending(test => Math.Max(test.Before?.Mean ?? 0, test.After?.Mean ?? 0))
            .Where(test => Math.Max(test.Before?.Mean ?? 0, test.After?.Mean ?? 0) >= ShareMatters / 2)
            .Take(MostRows);
    }

    private static Dictionary<string, Dictionary<Diagnosis, Sample>> Sums(IReadOnlyList<Diagnosis> side, Func<Diagnosis, IEnumerable<Rate>> rates)
    {
        var sums = new Dictionary<string, Dictionary<Diagnosis, Sample>>(StringComparer.Ordinal);
        foreach (var diagnosis in side)
        {
            var window = Math.Max(diagnosis.Window.DurationSeconds, 1e-3);
            foreach (var rate in rates(diagnosis).Where(rate => double.IsFinite(rate.Seconds)))
            {
                if (!sums.TryGetValue(rate.Name, out var of))
                    sums.Add(rate.Name, of = new Dictionary<Diagnosis, Sample>(ReferenceEqualityComparer.Instance));
                var value = rate.Seconds / window;
                of[diagnosis] = new Sample(value, value * rate.RelativeError);
            }
        }

        return sums;
    }

    private static Sample? Side(IReadOnlyList<Diagnosis> side, Dictionary<string, Dictionary<Diagnosis, Sample>> sums, string name)
    {
        if (!sums.TryGetValue(name, out var of))
            return null;

        var samples = side.Select(diagnosis => of.GetValueOrDefault(diagnosis)).ToList();
        return Sample.Of(samples, BetweenRuns.Relative * samples.Average(sample => sample.Mean));
    }

    private static IReadOnlyList<Change> Ranked(IEnumerable<Change> changes) => [.. changes.OrderByDescending(change => Math.Abs(change.Difference))];

    private readonly record struct Rate(string Name, double Seconds, double RelativeError);
}
