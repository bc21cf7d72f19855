using System.Diagnostics;

namespace IoTrace.Workloads.Comparison;

/// <summary>Runs contenders in shuffled blocks, and keeps what was measured even when it is ended early.</summary>
/// <param name="show">Is told what runs, and what is left.</param>
public sealed class Race(IReadOnlyList<IContender> contenders, RacePlan plan, Action<RaceStep> show)
{
    private readonly List<RunFigures>[] runs = [.. contenders.Select(_ => new List<RunFigures>())];
    private readonly Judgement[] judgements = new Judgement[contenders.Count];
    private readonly long start = Stopwatch.GetTimestamp();
    private int done;

    /// <summary>Whether it was ended before all was done.</summary>
    public bool Interrupted { get; private set; }

    /// <summary>What went wrong, if something did; what was measured before stays.</summary>
    public Exception? Failure { get; private set; }

    private int Total => contenders.Count * (plan.WarmUps + plan.Runs + (plan.Judge ? 1 : 0));

    public async Task<IReadOnlyList<Series>> RunAsync(IRaceEnd end)
    {
        try
        {
            await AllAsync(end).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            Interrupted = true;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // A run that was told to end may end badly; that is no failure of the contender.
            Interrupted = true;
            Failure = await end.HaveEndedItAsync().ConfigureAwait(false) ? null : e;
        }

        return [.. contenders.Select((c, i) => new Series(c.Name, judgements[i].Verdict, Saved: false, runs[i]) { Subject = c.Subject, Conditions = c.Conditions, Profiled = judgements[i].Profiled, WhyNoVerdict = judgements[i].WhyNone })];
    }

    private async Task AllAsync(IRaceEnd end)
    {
        foreach (var index in Schedule.Of(contenders.Count, plan.WarmUps, plan.Seed))
            await OneAsync(index, "warm-up", contender => CompleteAsync(contender), end).ConfigureAwait(false);

        foreach (var index in Schedule.Of(contenders.Count, plan.Runs, plan.Seed + 1))
        {
            await OneAsync(index, "run", async contender => runs[index].Add(await CompleteAsync(contender).ConfigureAwait(false)), end).ConfigureAwait(false);
        }

        // Last, because profiling costs the runs something, and a comparison is worth having without it.
        for (var i = 0; plan.Judge && i < contenders.Count; i++)
        {
            var index = i;
            await OneAsync(index, "profile", async contender => judgements[index] = await contender.JudgeAsync().ConfigureAwait(false), end).ConfigureAwait(false);
        }
    }

    /// <summary>A signal that was passed on (SIGTERM) ends the run alone; it is meant for the comparison.</summary>
    private static async Task<RunFigures> CompleteAsync(IContender contender) =>
        await contender.RunAsync().ConfigureAwait(false) ?? throw new OperationCanceledException();

    private async Task OneAsync(int index, string what, Func<IContender, Task> action, IRaceEnd end)
    {
        end.Stop.ThrowIfCancellationRequested();
        double? left = done == 0 ? null : Stopwatch.GetElapsedTime(start).TotalSeconds / done * (Total - done);
        show(new RaceStep(done + 1, Total, what, contenders[index].Name, left));
        await action(contenders[index]).ConfigureAwait(false);
        end.Stop.ThrowIfCancellationRequested();
        done++;
    }
}
