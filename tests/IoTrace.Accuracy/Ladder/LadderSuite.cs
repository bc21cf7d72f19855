using System.ComponentModel;
using System.Text.Json;
using IoTrace.Accuracy.Running;
using IoTrace.Accuracy.Trials;

namespace IoTrace.Accuracy.Ladder;

/// <summary>The same programs on storage of ever more latency, where the truth is what memory instead of the storage would save.</summary>
internal sealed class LadderSuite(Options options, TrialFile trials, CancellationToken stop)
{
    public const string Name = "ladder";

    private static readonly Way[] _ways = [Way.LaunchProbe, Way.Attach, Way.AttachProbe];

    public async Task RunAsync()
    {
        if (SlowFileSystem.Unavailable is { } reason) throw new ArgumentException($"the ladder {reason}");
        LadderFolder.RemoveLeftBehind();
        var all = ToolRunner.Run(Programs.Storage, "names").Lines;
        var programs = all.Where(p => options.Only.Count == 0 || options.Only.Contains(p)).ToList();
        if (programs.Count == 0) throw new ArgumentException($"no such program; there are {string.Join(", ", all)}");
        var settings = (from round in Enumerable.Range(1, options.Runs) from rung in options.Rungs from program in programs select (round, rung, program)).ToArray();
        new Random(options.Seed).Shuffle(settings);
        for (var i = 0; i < settings.Length && !stop.IsCancellationRequested && !options.IsOver; i++)
        {
            Console.Error.Write($"[{i + 1} of {settings.Length}] ");
            try
            {
                await RunAsync(settings[i].program, settings[i].rung, settings[i].round);
            }
            catch (Exception e) when (IsFailureOfARun(e) || e is OperationCanceledException)
            {
                Console.Error.WriteLine($"  left out: {e.Message}");
            }
        }
    }

    private async Task RunAsync(string program, Rung rung, int round)
    {
        var keys = (options.AskedWays ?? _ways).Select(way => new TrialKey(Name, program, $"{rung}", rung.Microseconds, way, round)).Where(key => !trials.Has(key)).ToArray();
        Console.Error.WriteLine($"{program}, {rung}{(keys.Length == 0 ? ": is there already" : "")}");
        if (keys.Length == 0) return;
        new Random(options.Seed + round + rung.Microseconds).Shuffle(keys);
        await QuietMachine.WaitAsync(options.Patience, stop);
        await using var run = await LadderRun.BuildAsync(options.Tool, program, rung);
        var truth = await run.MeasureAsync();
        foreach (var key in keys.TakeWhile(_ => !stop.IsCancellationRequested))
        {
            var trial = new Trial { Key = key, At = DateTimeOffset.UtcNow, Commit = options.Commit, Truth = truth };
            try
            {
                var (verdict, steady) = await run.LookAsync(key.Way, options.Seconds);
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
        : $"{(trial.IsRight ? "right" : "WRONG")}, {verdict.Bound}/{verdict.Cause} {verdict.Confidence:F2}, true I/O {trial.Truth.Io:P1}, what-if error {trial.WhatIfError:P1}";
}
