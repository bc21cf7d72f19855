using System.CommandLine;
using IoTrace.Workloads;

namespace IoTrace.Cli.Commands;

/// <summary><c>iotrace workload list</c>.</summary>
internal static class WorkloadListCommand
{
    private static readonly (WorkloadGroup Group, string Title)[] Groups =
    [
        (WorkloadGroup.Copy, "Copies of the same data"), (WorkloadGroup.Files, "Other file I/O"), (WorkloadGroup.Control, "Controls"),
    ];

    public static Command Create(Terminal terminal)
    {
        var command = new Command("list", "List the workloads, what they can be told, and the verdict to expect.");
        command.SetAction(_ =>
        {
            foreach (var (group, title) in Groups)
            {
                terminal.Output.WriteLine(title);
                foreach (var workload in Catalogue.All.Where(w => w.Info.Group == group))
                    Write(workload.Info, terminal.Output);

                terminal.Output.WriteLine();
            }

            terminal.Output.WriteLine(Messages.WorkloadCommonOptions);
            return ExitCode.Ok;
        });
        return command;
    }

    private static void Write(WorkloadInfo info, TextWriter output)
    {
        const int Indent = 22;
        var margin = new string(' ', Indent);
        output.WriteLine($"  {info.Name.PadRight(Indent - 2)}{info.Description}");
        if (info.Dials != Dials.None)
            output.WriteLine($"{margin}{WorkloadText.Settings(info, info.Defaults, " ")}");

        foreach (var expectation in info.Expectations)
            output.WriteLine($"{margin}expect {expectation.Verdict}: {expectation.When}");
    }
}
