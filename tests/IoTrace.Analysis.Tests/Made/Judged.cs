namespace IoTrace.Analysis.Tests.Made;

/// <summary>Shorthands for what the tests ask of a diagnosis.</summary>
internal static class Judged
{
    public static Diagnosis Diagnose(this RecordingBuilder builder) => Analyzer.Analyze(builder.Build());

    public static double Wall(this Diagnosis diagnosis, params ReadOnlySpan<ThreadState> states) => diagnosis.WallClock.Sum(states);

    /// <summary>Processor share in either mode.</summary>
    public static double WallCpu(this Diagnosis diagnosis) => diagnosis.Wall(ThreadState.CpuUser, ThreadState.CpuKernel);

    public static void Near(double expected, double actual, double tolerance) =>
        Assert.True(Math.Abs(expected - actual) <= tolerance, $"expected {expected:0.0000} within {tolerance}, was {actual:0.0000}");

    public static Cause Cause(this Diagnosis diagnosis) => Assert.Single(diagnosis.Verdict.Causes);
}
