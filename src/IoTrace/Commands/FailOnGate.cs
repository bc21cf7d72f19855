using IoTrace.Analysis.Results;

namespace IoTrace.Cli.Commands;

/// <summary>Holds a verdict against --fail-on, and tells on standard error what came of it.</summary>
internal sealed class FailOnGate(ReportRequest request, Terminal terminal)
{
    /// <summary>The exit code.</summary>
    public int Check(Diagnosis diagnosis)
    {
        if (request.FailOn.Count == 0)
            return ExitCode.Ok;

        var matched = request.FailOn.Where(entry => entry.Criterion.Matches(diagnosis)).ToList();
        foreach (var entry in matched)
            Say(Messages.FailOnMatched(entry, diagnosis));

        if (matched.Count > 0)
        {
            Say(Messages.FailOnVerdict(diagnosis.Verdict));
            return ExitCode.VerdictMatched;
        }

        if (!IsUnjudged(diagnosis.Verdict))
            return ExitCode.Ok;

        Say(Messages.FailOnUnjudged(diagnosis, request.FailOnUnknown));
        return request.FailOnUnknown ? ExitCode.VerdictMatched : ExitCode.Ok;
    }

    /// <summary>A program that others kept from the CPU was not seen at its own work: what limits it without them is not known.</summary>
    private static bool IsUnjudged(Verdict verdict) => verdict.Bound == Bound.Unknown || verdict.Causes.Contains(Cause.CpuContention);

    private void Say(string message) => terminal.Error.WriteLine(Messages.Error(SafeText.Of(message)));
}
