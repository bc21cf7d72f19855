using IoTrace.Analysis.Results;
using IoTrace.Reports.Diff;
using IoTrace.Reports.Tests.Made;

namespace IoTrace.Reports.Tests.Diff;

public sealed class DifferencesTests
{
    public static TheoryData<string> All => [.. Diagnoses.All.Keys.Where(name => name != "hostile").Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(All))]
    public void A_recording_does_not_differ_from_itself(string name)
    {
        var diagnosis = Diagnoses.All[name]();

        var difference = Differences.Of([diagnosis], [diagnosis]);

        Assert.True(difference.IsEmpty);
        Assert.Empty(difference.Warnings);
        Assert.StartsWith("No change was found", difference.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Four_hundred_pairs_of_the_same_program_show_no_change()
    {
        var runs = new NoisyRuns(20261129);

        var differences = Enumerable.Range(0, 400).Select(_ => Differences.Of([runs.Next(0.6)], [runs.Next(0.6)])).ToList();

        Assert.All(differences, difference => Assert.True(difference.IsEmpty, difference.Sentence));
    }

    [Fact]
    public void Groups_of_five_of_the_same_program_show_no_change_either()
    {
        var runs = new NoisyRuns(7);

        var differences = Enumerable.Range(0, 100).Select(_ => Differences.Of(Five(runs, 10), Five(runs, 10))).ToList();

        Assert.All(differences, difference => Assert.True(difference.IsEmpty, difference.Sentence));
    }

    [Fact]
    public void Fifteen_percent_more_run_time_is_found_with_five_runs_a_side()
    {
        var runs = new NoisyRuns(11);

        var found = Enumerable.Range(0, 100).Count(_ => Differences.Of(Five(runs, 10), Five(runs, 11.5)).Time is { Finding: Finding.More });

        Assert.InRange(found, 90, 100);
    }

    [Fact]
    public void With_one_run_a_side_fifteen_percent_cannot_be_told()
    {
        var runs = new NoisyRuns(13);

        var time = Differences.Of([runs.Next(0.6)], [runs.Next(0.6, 11.5)]).Time;

        Assert.Equal(Finding.CannotTell, time!.Finding);
        Assert.InRange(time.Detectable, 1.5, 10);
    }

    [Fact]
    public void Fsync_each_against_batched_is_told_in_the_first_sentence()
    {
        var runs = new NoisyRuns(3);
        var each = runs.Next(0.9, 20);
        var batched = runs.Next(0.1, 2) with { Verdict = new Verdict(Bound.Cpu, [Cause.CpuUser], 0.97, null, "") };

        var difference = Differences.Of([each], [batched]);

        Assert.StartsWith("The run time fell by 9", difference.Sentence, StringComparison.Ordinal);
        Assert.Contains("from I/O-bound (file-sync) to CPU-bound (cpu-user)", difference.Sentence, StringComparison.Ordinal);
        Assert.Contains("File sync fell from", difference.Sentence, StringComparison.Ordinal);
        Assert.Equal(Finding.Less, difference.Time!.Finding);
    }

    [Fact]
    public void A_new_file_that_takes_half_of_the_time_is_found()
    {
        var runs = new NoisyRuns(5);
        var after = runs.Next(0.6) with
        {
            Files = [new FileUsage("/srv/audit.log", true, 5, null, null, 1, default, [new OperationUsage("sync", 2000, 0, null, 5, null, null, null, null)], [])],
        };

        var file = Assert.Single(Differences.Of([runs.Next(0.6)], [after]).Files);

        Assert.Equal("/srv/audit.log", file.Name);
        Assert.Null(file.Before);
        Assert.Equal(Finding.More, file.Finding);
    }

    [Fact]
    public void Another_program_runtime_or_kind_of_evidence_is_a_warning()
    {
        var (io, cpu) = (Diagnoses.All["io"](), Diagnoses.All["cpu"]());

        var warnings = Differences.Of([io], [cpu]).Warnings;

        Assert.Contains(warnings, warning => warning.Contains("program differs", StringComparison.Ordinal));
        Assert.Contains(warnings, warning => warning.Contains("runtime differs", StringComparison.Ordinal));
    }

    [Fact]
    public void Figures_that_are_no_numbers_harm_nothing()
    {
        var difference = Differences.Of([Diagnoses.All["hostile"]()], [Diagnoses.All["io"]()]);

        Assert.NotEmpty(difference.Sentence);
    }

    private static Diagnosis[] Five(NoisyRuns runs, double seconds) => [.. Enumerable.Range(0, 5).Select(_ => runs.Next(0.6, seconds))];
}
