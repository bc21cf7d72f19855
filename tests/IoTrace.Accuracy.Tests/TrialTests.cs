using IoTrace.Accuracy.Reporting;
using IoTrace.Accuracy.Running;
using IoTrace.Accuracy.Trials;
using IoTrace.Testing;

namespace IoTrace.Accuracy.Tests;

public sealed class TrialTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public void What_was_written_is_read_again_and_a_failed_run_is_to_be_made_again()
    {
        var file = new TrialFile(_folder.At("trials.jsonl"));
        file.Add(Said("append", "io", 0.8, 0.9));
        file.Add(Said("open", "io", 0.8, 0.9) with { Verdict = null, Error = "no report" });

        var read = new TrialFile(_folder.At("trials.jsonl"));

        Assert.Equal(2, read.All.Count);
        Assert.True(read.Has(Said("append", "", 0, 0).Key));
        Assert.False(read.Has(Said("open", "", 0, 0).Key));
        Assert.Equal("io", read.All[0].Verdict!.Bound);
    }

    [Fact]
    public void The_sums_count_right_unknown_and_surely_wrong_bounds_and_how_near_the_what_if_came()
    {
        var sums = TrialSection.Sums(
        [
            Said("append", "io", 0.99, 0.88), Said("open", "unknown", 0, 0.7), Said("stat", "cpu", 0.95, 0.2), Said("score", "cpu", 0.6, 0.78),
        ]).ToString();

        Assert.Contains("| Attach | 1 of 4, 25 % | 1 | 1 | 1 of 4, 25 % | 2 of 4, 50 % | 16.00 | 3 | - | - |", sums, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_verdict_is_marked_beside_the_truth() =>
        Assert.Contains(
            "| append | 50 us | 90.00 | 10.00 | io | cpu | 0.95 | 20.00 | 90.00 | -70.00 | **wrong** |",
            TrialSection.Write([Said("append", "cpu", 0.95, 0.2)]),
            StringComparison.Ordinal);

    [Fact]
    public void The_wait_for_a_processor_is_one_of_the_bound_cpu_whoever_says_neither()
    {
        var trial = Said("loop", "neither", 0.9, 0) with { Truth = new Truth(0, 1) };

        Assert.True(trial.IsWrong);
        Assert.True((trial with { Verdict = trial.Verdict! with { Cause = "cpu-contention" } }).IsRight);
    }

    public void Dispose() => _folder.Dispose();

    private static Trial Said(string program, string bound, double confidence, double whatIf) => new()
    {
        Key = new TrialKey("ladder", program, "50 us", 50, Way.Attach, 1),
        Truth = Truth.OfIo(0.9),
        Expected = 0.9,
        Verdict = new Verdict
        {
            Bound = bound,
            Confidence = confidence,
            Window = 5,
            IoFree = new WhatIfBound(whatIf, whatIf, whatIf),
            WallClock = new Dictionary<string, double>(),
        },
    };
}
