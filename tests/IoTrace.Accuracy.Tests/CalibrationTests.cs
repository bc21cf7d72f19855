using IoTrace.Accuracy.Calibration;
using IoTrace.Accuracy.Reporting;
using IoTrace.Accuracy.Running;
using Half = IoTrace.Accuracy.Calibration.Half;

namespace IoTrace.Accuracy.Tests;

public sealed class CalibrationTests
{
    [Fact]
    public void Half_of_many_programs_are_in_each_half_and_each_stays_where_it_is()
    {
        var reported = Enumerable.Range(0, 1000).Count(i => Halves.Of($"program {i}") == Half.Reported);

        Assert.InRange(reported, 430, 570);
        // Pinned: a program that changes halves would be fitted on, and reported as if it were not.
        Assert.Equal(Half.Fitted, Halves.Of("append"));
        Assert.Equal(Half.Reported, Halves.Of("pg-rows"));
    }

    [Fact]
    public void Brier_is_zero_for_a_prophet_a_quarter_for_a_coin_and_asks_nothing_of_who_does_not_know()
    {
        Assert.Equal(0, Brier.Score([Said("a", 1, true), Said("b", 0, false)]));
        Assert.Equal(0.25, Brier.Score([Said("a", 0.5, true), Said("b", 0.5, false)]));
        Assert.Equal(0.25, Brier.Score([Said("a", 0.5, true), Said("b", 0, false) with { IsAbstention = true }]));
        Assert.True(double.IsNaN(Brier.Score([])));
    }

    [Fact]
    public void What_is_reported_is_of_the_half_that_nothing_is_fitted_on()
    {
        var text = CalibrationSection.Write([Said("pg-rows", 0.95, true), Said("pg-rows", 0.92, false), Said("append", 0.95, true)]);

        Assert.Contains("| 0.90 to 0.95 | 0.92 | 0 of 1 | - | 0 of 0 |", text, StringComparison.Ordinal);
        Assert.Contains("Not fitted: 1 programs, 2 verdicts, 0 unknown; Brier score 0.424; of those at 0.9 and over right 50.0 %", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_of_the_history_is_of_a_commit_suite_and_way_and_is_replaced_when_it_is_made_again()
    {
        var first = HistoryFile.Merge(null, [Said("append", 0.95, true), Said("sqlite", 0.95, false)], DateTimeOffset.UnixEpoch);
        var second = HistoryFile.Merge(first, [Said("append", 0.95, true), Said("watcher", 0.8, true) with { Suite = "heldout" }], DateTimeOffset.UnixEpoch);

        Assert.EndsWith("abc1234,1970-01-01,ladder,Attach,2,2,1,0,1,no\n", first, StringComparison.Ordinal);
        Assert.Equal(
            ["commit,date,suite,way,programs,runs,right,abstained,wrong over 0.9,held out", "abc1234,1970-01-01,heldout,Attach,1,1,1,0,0,yes", "abc1234,1970-01-01,ladder,Attach,1,1,1,0,0,no"],
            second.TrimEnd().Split('\n'));
    }

    private static Judgement Said(string program, double confidence, bool right) => new("ladder", program, Way.Attach, "abc1234", confidence, right, false);
}
