using IoTrace.Analysis.Tests.Made;
using IoTrace.Analysis.Verdicts;

using static IoTrace.Analysis.Tests.Made.Judged;

namespace IoTrace.Analysis.Tests.Verdicts;

public class ConfidenceTests
{
    private static RecordingBuilder Clear(int seed = 1) => new RecordingBuilder(seed, Noise.Levels[1]).Lasting(3).Main(Do.Sync(8), Do.Compute(2));

    [Fact]
    public void The_same_recording_always_gives_the_same_diagnosis()
    {
        var recording = Clear().Build();
        var (first, second) = (Analyzer.Analyze(recording), Analyzer.Analyze(recording));
        Assert.Equal(first.Verdict.Confidence, second.Verdict.Confidence);
        Assert.Equal(first.Verdict.Summary, second.Verdict.Summary);
        Assert.Equal(first.Bounds, second.Bounds);
        Assert.Equal(first.WallClock.Total, second.WallClock.Total);
    }

    [Fact]
    public void A_clear_case_is_judged_with_confidence() => Assert.InRange(Clear().Diagnose().Verdict.Confidence, 0.95, 1);

    [Fact]
    public void Lost_events_lower_it()
    {
        var lossy = Clear().Event(1, at => new EventsDropped(at, 1000)).Diagnose();
        Assert.True(lossy.Verdict.Confidence < Clear().Diagnose().Verdict.Confidence);
        Assert.Equal(1000, lossy.Quality.EventsLost);
    }

    [Fact]
    public void A_larger_part_of_the_events_that_is_lost_lowers_it_more()
    {
        double Lossy(long lost, long? delivered) => Clear().Event(1, at => new EventsDropped(at, lost) { Delivered = delivered }).Diagnose().Verdict.Confidence;
        var clear = Clear().Diagnose().Verdict.Confidence;
        Near(clear, Lossy(1, 1_000_000), 0.001);
        Near(0.9 * clear, Lossy(1, null), 1e-9);
        Near(0.95 * clear, Lossy(10, 990), 1e-9);
        Near(0.55 * clear, Lossy(81, 19), 1e-9);
        Assert.True(Lossy(9, 1) < Lossy(1, 9));
        // What comes after the loss counts as well, and where one stream does not tell nobody knows.
        Near(0.95 * clear, Clear().Event(1, at => new EventsDropped(at, 10) { Delivered = 90 }).Event(2, at => new EventsDropped(at, 0) { Delivered = 900, OfRequests = false }).Diagnose().Verdict.Confidence, 1e-9);
        Near(0.9 * clear, Clear().Event(1, at => new EventsDropped(at, 10) { Delivered = 90 }).Event(2, at => new EventsDropped(at, 10)).Diagnose().Verdict.Confidence, 1e-9);
    }

    [Fact]
    public void Looks_and_clocks_at_odds_lower_it_the_more_the_further_they_are_from_what_is_usual()
    {
        double Of(double disagreement)
        {
            var reads = new StateTimes();
            reads[ThreadState.FileRead] = 1;
            var features = Features.Of(reads, new WindowFeatures(default, 1, 4, 5, null) { Disagreement = disagreement });
            return Confidence.Of(1, 1000, features, Clear().Build().Facts, default, truncated: false);
        }

        Assert.Equal(Of(0), Of(0.25));
        Near(0.8 * Of(0), Of(0.4), 1e-9);
        Assert.InRange(Of(Judge.TooMuchDisagreement), 0.3, 0.45);
    }

    [Fact]
    public void What_is_unknown_lowers_it_by_as_much()
    {
        double Of(double unknown)
        {
            var reads = new StateTimes();
            (reads[ThreadState.FileRead], reads[ThreadState.Unknown]) = (1 - unknown, unknown);
            return Confidence.Of(1, 1000, Features.Of(reads, new WindowFeatures(default, 1, 4, 5, null)), Clear().Build().Facts, default, truncated: false);
        }

        Near(0.8 * Of(0), Of(0.2), 1e-9);
    }

    [Fact]
    public void A_truncated_stream_lowers_it_and_is_told()
    {
        var cut = Clear().Event(2.9, at => new StreamTruncated(at, "runtime.nettrace")).Diagnose();
        Assert.True(cut.Verdict.Confidence < Clear().Diagnose().Verdict.Confidence);
        Assert.True(cut.Window.Truncated);
        Assert.Contains(cut.Quality.Notes, n => n.Contains("stops before the window", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("procfs", "degraded")]
    [InlineData("stacks", "unavailable")]
    [InlineData("eventpipe", "degraded")]
    public void A_missing_collector_lowers_it(string name, string status) =>
        Assert.True(Clear().Collector(name, status).Diagnose().Verdict.Confidence < Clear().Diagnose().Verdict.Confidence);

    [Fact]
    public void A_few_looks_are_worth_less_than_many()
    {
        var brief = new RecordingBuilder(1, Noise.Levels[1]).Lasting(0.3).Main(Do.Sync(8), Do.Compute(2)).Diagnose().Verdict;
        Assert.Equal(Bound.Io, brief.Bound);
        Assert.True(brief.Confidence < 0.65, $"{brief.Confidence}");
    }

    [Fact]
    public void A_window_no_longer_than_the_runtime_takes_to_start_is_unknown()
    {
        var start = new RecordingBuilder(1, Noise.Levels[1]).Lasting(0.2).Main(Do.Sync(8), Do.Compute(2)).Diagnose();
        Assert.Equal(Bound.Unknown, start.Verdict.Bound);
        Assert.Equal(0, start.Verdict.Confidence);
        Assert.Null(start.Verdict.RunnerUp);
        Assert.Null(start.Bounds.IfIoWereFree);
        Assert.Matches("^Too little was seen to tell: 0\\.[0-9]+ s is too short to tell anything, and hardly longer than the runtime takes to start; profile for longer, or give the program more to do\\.$", start.Verdict.Summary);
    }

    [Fact]
    public void Nothing_seen_is_unknown_and_says_what_was_missing()
    {
        var nothing = new RecordingBuilder(1).Lasting(1).WithoutSweeps().WithoutStacks().Main(Do.Compute(1)).Diagnose();
        Assert.Equal(Bound.Unknown, nothing.Verdict.Bound);
        Assert.Empty(nothing.Verdict.Causes);
        Assert.Equal(0, nothing.Verdict.Confidence);
        Assert.Contains("neither thread states nor stacks", nothing.Verdict.Summary, StringComparison.Ordinal);
        Assert.Null(nothing.Bounds.IfIoWereFree);
        Assert.Empty(nothing.Advice);
    }

    [Fact]
    public void A_process_that_ends_at_once_is_unknown()
    {
        var brief = new RecordingBuilder(1).Lasting(0.001).Main(Do.Compute(1)).Diagnose();
        Assert.Equal(Bound.Unknown, brief.Verdict.Bound);
        Assert.Contains("ended within a few looks", brief.Verdict.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Waits_of_which_nobody_can_tell_what_for_are_unknown()
    {
        var strange = new Step(10, SystemCallKind.Other) { StackPointer = 5 };
        var diagnosis = new RecordingBuilder(1).Main(strange, Do.Compute(0.5)).WithoutStacks().Diagnose();
        Assert.Equal(Bound.Unknown, diagnosis.Verdict.Bound);
        Assert.Equal(0, diagnosis.Verdict.Confidence);
        Assert.Matches(
            "^Too little was seen to tell: 9[0-9] % of the time threads were blocked for a reason that neither a system call nor a stack shows, and no stacks were taken\\.$",
            diagnosis.Verdict.Summary);
    }

    [Fact]
    public void Looks_that_contradict_the_clocks_are_unknown()
    {
        var contradiction = new RecordingBuilder(1).WithoutStacks().Main(Do.Wait(10_000) with { OnTheClocks = true }).Diagnose();
        Assert.Equal(Bound.Unknown, contradiction.Verdict.Bound);
        Assert.Equal(
            "Too little was seen to tell: the looks at a thread and the kernel's clocks disagree on whether it ran for 100 % of the time.",
            contradiction.Verdict.Summary);
    }

    [Fact]
    public void A_thread_that_runs_in_step_with_the_looks_contradicts_nothing_but_hides_what_it_waits_for()
    {
        var verdict = new RecordingBuilder(21, Noise.None).Main(Do.Wait(1), Do.Compute(2), Do.Wait(2)).Diagnose().Verdict;
        Assert.Equal(Bound.Unknown, verdict.Bound);
        Assert.Contains("threads were blocked for a reason that neither a system call nor a stack shows", verdict.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Stacks_without_names_are_no_evidence_of_computing()
    {
        var nameless = new Step(10, SystemCallKind.Running) { Stack = ["?", "?"] };
        var diagnosis = new RecordingBuilder(1).Main(nameless).WithoutSweeps().Diagnose();
        Assert.Equal(Bound.Unknown, diagnosis.Verdict.Bound);
        Assert.EndsWith("its methods have no names; `iotrace attach` sees it.", diagnosis.Verdict.Summary, StringComparison.Ordinal);
        // One known frame is enough to judge by.
        Assert.Equal(Cause.CpuUser, new RecordingBuilder(1).Main(nameless with { Stack = ["?", "App.Work()"] }).WithoutSweeps().Diagnose().Cause());
    }

    [Fact]
    public void A_peer_that_nothing_tells_of_is_a_guess()
    {
        RecordingBuilder Waiting() => new RecordingBuilder(2, Noise.Levels[1]).Main(Do.Wait(10_000)).Requests(0.05, 0.95);
        var (guessed, known) = (Waiting().Diagnose().Verdict, Waiting().InFlight(0, 4.99).Diagnose().Verdict);
        Assert.Equal((Cause.Network, Cause.Network), (Assert.Single(guessed.Causes), Assert.Single(known.Causes)));
        Assert.InRange(guessed.Confidence, 0.5, 0.7);
        Assert.InRange(known.Confidence, 0.9, 1);
    }

    [Fact]
    public void Nothing_is_certain() => Assert.InRange(new RecordingBuilder(1, Noise.None).Lasting(30).Main(Do.Sync(100)).Diagnose().Verdict.Confidence, 0.99, 0.999);

    [Theory]
    [InlineData(0.5, 0.85, 0.98)]
    [InlineData(0.7, 0.85, 0.97)]
    [InlineData(0.3, 0.85, 0.97)]
    [InlineData(0.85, 0.98, 1)]
    public void A_thin_margin_is_not_judged_with_full_confidence(double io, double least, double most)
    {
        var verdict = new RecordingBuilder(1, Noise.Levels[1]).Main(Do.Sync(io * 20), Do.Compute((1 - io) * 20)).Diagnose().Verdict;
        Assert.InRange(verdict.Confidence, least, most);
        Assert.Equal(io switch { < 0.4 => Bound.Cpu, > 0.6 => Bound.Io, _ => Bound.Mixed }, verdict.Bound);
    }
}
