using IoTrace.Capture;
using IoTrace.Reports.Terminal;

using Spectre.Console;

namespace IoTrace.Cli.Commands;

/// <summary>What to check besides the machine.</summary>
internal sealed record CheckRequest(TargetChoice? Target);

/// <summary><c>iotrace check</c>.</summary>
internal static class CheckCommand
{
    public static int Run(CheckRequest request, Terminal terminal)
    {
        var findings = MachineCheck.Run(request.Target?.Find().Pid);
        var page = new Page(terminal.Output, Terminal.ReportOptions(noColor: false));
        var width = findings.Max(f => f.Subject.Length);
        foreach (var finding in findings)
        {
            var (mark, style) = Mark(finding.Outcome);
            page.WriteText([new Run(mark, style), $"  {finding.Subject.PadRight(width)}  "], finding.Text);
            if (finding.Remedy is { } remedy)
            {
                page.WriteText(new string(' ', mark.Length + width + 4), remedy);
            }
        }

        return ExitCode.Ok;
    }

    private static (string Mark, Style Style) Mark(CheckOutcome outcome) => outcome switch
    {
        CheckOutcome.Good => ("ok  ", Palette.Good),
        CheckOutcome.Limited => ("part", Palette.Warning),
        _ => ("no  ", Palette.Bad),
    };
}
