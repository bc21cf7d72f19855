using IoTrace.Capture;
using IoTrace.Reports.Formatting;

namespace IoTrace.Cli.Commands;

/// <summary>What to check besides the machine.</summary>
internal sealed record CheckRequest(TargetChoice? Target);

/// <summary><c>iotrace check</c>.</summary>
internal static class CheckCommand
{
    public static int Run(CheckRequest request, Terminal terminal)
    {
        var findings = MachineCheck.Run(request.Target?.Find().Pid);
        var width = findings.Max(f => f.Subject.Length);
        foreach (var finding in findings)
        {
            terminal.Output.WriteLine(SafeText.Of($"{Mark(finding.Outcome)}  {finding.Subject.PadRight(width)}  {finding.Text}"));
            if (finding.Remedy is { } remedy)
            {
                terminal.Output.WriteLine(SafeText.Of($"{new string(' ', width + 8)}{remedy}"));
            }
        }

        return ExitCode.Ok;
    }

    private static string Mark(CheckOutcome outcome) => outcome switch
    {
        CheckOutcome.Good => "ok  ",
        CheckOutcome.Limited => "part",
        _ => "no  ",
    };
}
