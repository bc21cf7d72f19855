using IoTrace.Analysis;
using IoTrace.Analysis.Results;
using IoTrace.Cli.Commands;

namespace IoTrace.Cli.Tests.Commands;

public sealed class FailOnGateTests
{
    private static readonly Diagnosis Any = Analyzer.Analyze(new RehearsalSource());

    [Theory]
    [InlineData(Bound.Unknown, null, false, 0, "--fail-on could not be judged")]
    [InlineData(Bound.Unknown, null, true, 10, "--fail-on could not be judged")]
    [InlineData(Bound.Cpu, Cause.CpuContention, false, 0, "--fail-on could not be judged")]
    [InlineData(Bound.Cpu, Cause.CpuContention, true, 10, "--fail-on could not be judged")]
    [InlineData(Bound.Cpu, Cause.CpuUser, true, 0, "")]
    [InlineData(Bound.Io, Cause.FileRead, false, 10, "--fail-on io matched")]
    public void What_cannot_be_judged_is_said_and_fails_where_that_is_wanted(Bound bound, Cause? cause, bool failOnUnknown, int exitCode, string says)
    {
        var diagnosis = Any with { Verdict = Any.Verdict with { Bound = bound, Causes = cause is { } one ? [one] : [], Confidence = bound == Bound.Unknown ? 0 : 0.9 } };
        var error = new StringWriter();
        var request = new ReportRequest(null, null, null, [], FailOn.Parse("io"), Quiet: true, NoColor: true) { FailOnUnknown = failOnUnknown };
        var code = new FailOnGate(request, new Terminal(TextWriter.Null, error, () => Stream.Null)).Check(diagnosis);

        Assert.Equal(exitCode, code);
        Assert.Contains(says, error.ToString(), StringComparison.Ordinal);
        Assert.Equal(says.Length == 0, error.ToString().Length == 0);
    }

    [Fact]
    public void Of_several_entries_that_match_each_is_told_and_the_verdict_once()
    {
        var diagnosis = Any with { Verdict = Any.Verdict with { Bound = Bound.Io, Causes = [Cause.FileRead], Confidence = 0.9 } };
        var error = new StringWriter { NewLine = "\n" };
        var request = new ReportRequest(null, null, null, [], FailOn.Parse("io,file-read"), Quiet: true, NoColor: true);
        new FailOnGate(request, new Terminal(TextWriter.Null, error, () => Stream.Null)).Check(diagnosis);

        Assert.Equal(3, error.ToString().TrimEnd('\n').Split('\n').Length);
    }
}
