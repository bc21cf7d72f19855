using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

using IoTrace.Capture;
using IoTrace.Reports.Formatting;

namespace IoTrace.Cli.Commands;

/// <summary><c>iotrace check</c>.</summary>
internal static class CheckCommand
{
    public static Command Create(Terminal terminal)
    {
        var pid = new Argument<int?>("pid") { Description = "A process to check for as well.", HelpName = "pid", Arity = ArgumentArity.ZeroOrOne, CustomParser = ProcessId };
        var command = new Command("check", "Tell what this machine, this user and a target allow, collector by collector, and how to get more.") { pid };
        command.SetAction(parsed =>
        {
            var findings = MachineCheck.Run(parsed.GetValue(pid));
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
        });
        return command;
    }

    private static int? ProcessId(ArgumentResult result)
    {
        if (result.Tokens is not [{ Value: var text }])
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var pid))
        {
            return pid;
        }

        result.AddError(Messages.BadProcessId(text));
        return null;
    }

    private static string Mark(CheckOutcome outcome) => outcome switch
    {
        CheckOutcome.Good => "ok  ",
        CheckOutcome.Limited => "part",
        _ => "no  ",
    };
}
