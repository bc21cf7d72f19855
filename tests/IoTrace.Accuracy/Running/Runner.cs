using IoTrace.Accuracy.Records;
using IoTrace.Accuracy.Scenarios;

namespace IoTrace.Accuracy.Running;

/// <summary>Makes the planned runs that there is no result of yet, and records each as it ends.</summary>
internal sealed class Runner(Options options, RecordFile records, CancellationToken stop)
{
    /// <summary>No run takes longer: a program that hangs costs its run and not the suite.</summary>
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(75);

    private readonly VerdictRun _verdicts = new(new Tool(options.Tool, _limit), _limit);
    private int _done;

    public async Task RunAsync(IEnumerable<IReadOnlyList<PlannedRun>> rounds)
    {
        await using var neighbours = await BusyNeighbours.StartAsync(options.Neighbours);
        var all = rounds.Select(round => round.Where(run => !records.Has(run.Key)).ToList()).ToList();
        var count = all.Sum(round => round.Count);
        foreach (var round in all)
        {
            // Those that leave the processors alone can be looked at together; the others, one after the other. What a bound promises is
            // held against run times to the hundredth: there a neighbour, and the tool that looks at it, would count.
            var calm = round.Where(r => r.Scenario.IsCalm && r.Key is { Kind: not RunKind.WhatIf, Lever: not Lever.Free } && options.SideBySide > 1).ToList();
            await Parallel.ForEachAsync(calm, new ParallelOptions { MaxDegreeOfParallelism = options.SideBySide }, async (run, _) => await RunAsync(run, count, options.SideBySide));
            foreach (var run in round.Except(calm)) await RunAsync(run, count, 1);
        }
    }

    private async Task RunAsync(PlannedRun run, int count, int sideBySide)
    {
        if (stop.IsCancellationRequested || options.IsOver) return;
        if ((run.Scenario.Unavailable ?? (run.Key.Way == Way.AttachHidden ? HiddenCalls.Unavailable : null)) is { } reason)
        {
            Console.Error.WriteLine($"{run.Scenario.Name} ({run.Key.How}): left out: {reason}");
            return;
        }

        MachineLoad machine;
        try
        {
            machine = await QuietMachine.WaitAsync(options.Neighbours > 0 ? TimeSpan.Zero : options.Patience, stop);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        var record = new RunRecord { Key = run.Key, At = DateTimeOffset.UtcNow, Commit = options.Commit, Machine = machine, SideBySide = sideBySide, Neighbours = options.Neighbours };
        var neighbours = NeighbourLoad.Begin();
        record = await ResultAsync(record, run.Scenario);
        record = record with { During = new RunLoad(Math.Round(neighbours.Share(), 4), Math.Round(neighbours.Stolen(), 4)) };
        records.Add(record);
        Console.Error.WriteLine($"[{Interlocked.Increment(ref _done)} of {count}] {Text(run, record)}");
    }

    private async Task<RunRecord> ResultAsync(RunRecord empty, Scenario scenario)
    {
        try
        {
            switch (empty.Key.Kind)
            {
                case RunKind.Intervention:
                    return empty with { Time = await WorkRun.RunAsync(scenario, empty.Key.Lever!.Value, _limit) };
                case RunKind.WhatIf:
                    var (whatIf, time) = await _verdicts.RunWorkAsync(scenario, empty.Key.Lever ?? Lever.None);
                    return empty with { Verdict = whatIf, Time = time };
                default:
                    return empty with { Verdict = await _verdicts.RunAsync(scenario, empty.Key.Way!.Value, empty.Key.Seconds!.Value) };
            }
        }
        catch (Exception e) when (e is InvalidOperationException or IOException or TimeoutException or System.ComponentModel.Win32Exception or System.Text.Json.JsonException)
        {
            return empty with { Error = e.Message };
        }
    }

    private static string Text(PlannedRun run, RunRecord result)
    {
        var what = $"{run.Scenario.Name} ({run.Key.How}, round {run.Key.Round})";
        if (result.Error is { } error) return $"{what}: FAILED: {error.Split('\n')[0]}";
        if (result.Verdict is not { } verdict) return $"{what}: {result.Time!.Seconds:F2} s";
        var right = run.Scenario.Accepts(verdict.Bound, verdict.Cause) ? "right" : "WRONG";
        return $"{what}: {right}, {verdict.Bound}/{verdict.Cause} {verdict.Confidence:F2}";
    }
}
