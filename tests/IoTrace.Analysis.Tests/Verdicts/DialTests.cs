using IoTrace.Analysis.Tests.Made;

namespace IoTrace.Analysis.Tests.Verdicts;

/// <summary>Between computing and waiting there is one way, and the verdict goes it without turning back.</summary>
public class DialTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_verdict_flips_once_through_mixed(int level)
    {
        var bounds = Dial(level).Select(d => d.Verdict.Bound).ToList();
        Assert.Equal(Bound.Cpu, bounds[0]);
        Assert.Equal(Bound.Mixed, bounds[bounds.Count / 2]);
        Assert.Equal(Bound.Io, bounds[^1]);
        Assert.Equal(bounds.Order(Comparer<Bound>.Create((a, b) => Rank(a).CompareTo(Rank(b)))), bounds);
    }

    [Fact]
    public void Near_the_boundary_the_confidence_is_low_and_far_from_it_high()
    {
        // Mixed ends at 0.38: 0.39 is just inside, 0.5 well inside, 0.1 far outside.
        double Confidence(double io) => new RecordingBuilder(1, Noise.Levels[1]).Main(Do.Sync(io * 20), Do.Compute((1 - io) * 20)).Diagnose().Verdict.Confidence;
        var (far, near, middle) = (Confidence(0.1), Confidence(0.385), Confidence(0.5));
        Assert.True(far > 0.95 && middle > 0.9 && near < 0.8, $"{far} {middle} {near}");
    }

    [Fact]
    public void What_if_bounds_follow_the_dial()
    {
        var dial = Dial(0).ToList();
        for (var percent = 0; percent <= 100; percent += 10)
        {
            var bounds = dial[percent / 10].Bounds;
            Judged.Near(percent / 100.0, bounds.IfIoWereFree!.WallReduction, 0.02);
            Judged.Near((1 - (percent / 100.0)) / 2, bounds.IfCpuWereHalf!.WallReduction, 0.02);
            Assert.InRange(bounds.IfIoWereFree.WallReduction, bounds.IfIoWereFree.Low, bounds.IfIoWereFree.High);
            Assert.InRange(bounds.IfCpuWereHalf.WallReduction, bounds.IfCpuWereHalf.Low, bounds.IfCpuWereHalf.High);
        }
    }

    [Fact]
    public void Mixed_names_both_causes_the_larger_first()
    {
        var more = new RecordingBuilder(1).Main(Do.Sync(53), Do.Compute(47)).Diagnose().Verdict;
        Assert.Equal<Cause>([Cause.FileSync, Cause.CpuUser], more.Causes.AsEnumerable());
        var less = new RecordingBuilder(1).Main(Do.Sync(47), Do.Compute(53)).Diagnose();
        Assert.Equal<Cause>([Cause.CpuUser, Cause.FileSync], less.Verdict.Causes.AsEnumerable());
        Assert.StartsWith("Two causes: ", less.Verdict.Summary, StringComparison.Ordinal);
        Assert.Equal(["cpu-user", "file-sync"], less.Advice.Select(a => a.Id));
    }

    private static IEnumerable<Diagnosis> Dial(int level)
    {
        for (var percent = 0; percent <= 100; percent += 10)
        {
            // A step of no length would still be a step.
            Step[] steps = percent == 0 ? [Do.Compute(20)] : percent == 100 ? [Do.Sync(20)] : [Do.Sync(percent / 5.0), Do.Compute((100 - percent) / 5.0)];
            yield return new RecordingBuilder(percent + 1, Noise.Levels[level]).Main(steps).Diagnose();
        }
    }

    private static int Rank(Bound bound) => bound switch { Bound.Cpu => 0, Bound.Mixed => 1, Bound.Io => 2, _ => 99 };
}
