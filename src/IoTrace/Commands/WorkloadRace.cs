using System.Diagnostics;

using IoTrace.Capture;
using IoTrace.Reports.Formatting;
using IoTrace.Workloads;
using IoTrace.Workloads.Comparison;

namespace IoTrace.Cli.Commands;

/// <summary>How a comparison is to be made.</summary>
internal sealed record RacePlan(int Runs, int WarmUps, bool Judge, int Seed);

/// <summary>Runs contenders in shuffled blocks, and keeps what was measured even when it is ended early.</summary>
/// <param name="show">Is told what runs, and what is left.</param>
internal sealed class WorkloadRace(IReadOnlyList<Contender> contenders, RacePlan plan, Action<string> show)
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

    public async Task<IReadOnlyList<Series>> RunAsync(Interrupts interrupts)
    {
        try
        {
            await AllAsync(interrupts).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            Interrupted = true;
        }
        catch (Exception e) when (e is WorkloadException or IoTraceException)
        {
            // A run that was told to end may end badly; that is no failure of the contender.
            Interrupted = true;
            Failure = await interrupts.HaveEndedItAsync().ConfigureAwait(false) ? null : e;
        }

        return [.. contenders.Select((c, i) => new Series(c.Name, judgements[i].Verdict, Saved: false, runs[i]) { Subject = c.Subject, Conditions = c.Conditions, Profiled = judgements[i].Profiled, WhyNoVerdict = judgements[i].WhyNone })];
    }

    private async Task AllAsync(Interrupts interrupts)
    {
        foreach (var index in Schedule.Of(contenders.Count, plan.WarmUps, plan.Seed))
            await OneAsync(index, "warm-up", contender => CompleteAsync(contender, interrupts), interrupts).ConfigureAwait(false);

        foreach (var index in Schedule.Of(contenders.Count, plan.Runs, plan.Seed + 1))
        {
            await OneAsync(index, "run", async contender => runs[index].Add(await CompleteAsync(contender, interrupts).ConfigureAwait(false)), interrupts).ConfigureAwait(false);
        }

        // Last, because profiling costs the runs something, and a comparison is worth having without it.
        for (var i = 0; plan.Judge && i < contenders.Count; i++)
        {
            var index = i;
            await OneAsync(index, "profile", async contender => judgements[index] = await contender.JudgeAsync(interrupts).ConfigureAwait(false), interrupts).ConfigureAwait(false);
        }
    }

    /// <summary>A signal that was passed on (SIGTERM) ends the run alone; it is meant for the comparison.</summary>
    private static async Task<RunFigures> CompleteAsync(Contender contender, Interrupts interrupts) =>
        await contender.RunAsync(interrupts).ConfigureAwait(false) ?? throw new OperationCanceledException();

    private async Task OneAsync(int index, string what, Func<Contender, Task> action, Interrupts interrupts)
    {
        interrupts.Stop.ThrowIfCancellationRequested();
        var left = done == 0 ? "" : $", {Quantity.Duration(Math.Round(Stopwatch.GetElapsedTime(start).TotalSeconds / done * (Total - done)))} left";
        show($"{done + 1}/{Total}  {what} of {contenders[index].Name}{left}");
        await action(contenders[index]).ConfigureAwait(false);
        interrupts.Stop.ThrowIfCancellationRequested();
        done++;
    }
}
