using System.ComponentModel;
using System.Text.Json;
using IoTrace.Accuracy.Running;

namespace IoTrace.Accuracy.Trials;

/// <summary>Goes through a suite's settings in an order of chance: for each the truth first, then what the tool says.</summary>
internal sealed class TrialRunner(string suite, Options options, TrialFile trials, CancellationToken stop)
{
    private readonly Observation _observation = new(options.Tool);

    public async Task RunAsync(IReadOnlyList<TrialSetting> settings, IReadOnlyList<Way> ways)
    {
        var all = (from round in Enumerable.Range(1, options.Runs) from setting in settings select (round, setting)).ToArray();
        new Random(options.Seed).Shuffle(all);
        for (var i = 0; i < all.Length && !stop.IsCancellationRequested && !options.IsOver; i++)
        {
            var ((round, setting), name) = (all[i], $"{all[i].setting.Program}, {all[i].setting.Setting}");
            TrialKey[] keys = [.. ways.Select(way => new TrialKey(suite, setting.Program, setting.Setting, setting.Order, way, round)).Where(key => !trials.Has(key))];
            if (keys.Length == 0) continue;
            new Random(options.Seed + i).Shuffle(keys);
            Console.Error.WriteLine($"[{i + 1} of {all.Length}] {name}");
            try
            {
                await RunAsync(setting, keys);
            }
            catch (Exception e) when (IsFailureOfARun(e) || e is OperationCanceledException)
            {
                Console.Error.WriteLine($"  left out: {e.Message}");
            }
        }
    }

    private async Task RunAsync(TrialSetting setting, IReadOnlyList<TrialKey> keys)
    {
        var machine = await QuietMachine.WaitAsync(options.Patience, stop);
        await using var stage = await setting.BuildAsync();
        var truth = await stage.MeasureAsync(options.Seconds);
        foreach (var key in keys.TakeWhile(_ => !stop.IsCancellationRequested))
        {
            var trial = new Trial { Key = key, At = DateTimeOffset.UtcNow, Commit = options.Commit, Busy = Math.Round(machine.Busy, 3), Truth = truth, Causes = setting.Causes.Count > 0 ? setting.Causes : null, Resource = stage.Resource };
            try
            {
                var (verdict, steady) = await _observation.LookAsync(stage, key.Way, options.Seconds);
                trial = trial with { Verdict = verdict, Expected = truth.Io * steady };
            }
            catch (Exception e) when (IsFailureOfARun(e))
            {
                trial = trial with { Error = e.Message };
            }

            trials.Add(trial);
            Console.Error.WriteLine($"  {key.Way}: {Text(trial)}");
        }
    }

    private static bool IsFailureOfARun(Exception e) => e is InvalidOperationException or IOException or TimeoutException or Win32Exception or JsonException;

    private static string Text(Trial trial) => trial.Verdict is not { } verdict
        ? $"FAILED: {trial.Error!.Split('\n')[0]}"
        : $"{(trial.IsRight ? "right" : "WRONG")}, {verdict.Bound}/{verdict.Cause} {verdict.Confidence:F2}; "
            + $"true I/O {trial.Truth.Io:P0}, CPU {trial.Truth.Cpu:P0}; what-if error {trial.WhatIfError:P0}";
}
