using IoTrace.Workloads;

using Spectre.Console;

namespace IoTrace.Cli.Commands;

/// <summary><c>iotrace workload list</c>.</summary>
internal static class WorkloadListCommand
{
    private static readonly (WorkloadGroup Group, string Title)[] Groups =
    [
        (WorkloadGroup.Copy, "Copies of the same data"), (WorkloadGroup.Files, "Other file I/O"), (WorkloadGroup.Control, "Controls"),
    ];

    public static int Run(Terminal terminal)
    {
        var console = terminal.Canvas(Terminal.ReportOptions(noColor: false));
        foreach (var (group, title) in Groups)
        {
            terminal.Output.WriteLine(title);
            console.Write(Workloads(Catalogue.All.Select(w => w.Info).Where(w => w.Group == group)));
            terminal.Output.WriteLine();
        }

        console.WriteLine(Messages.WorkloadCommonOptions);
        return ExitCode.Ok;
    }

    private static Grid Workloads(IEnumerable<WorkloadInfo> workloads)
    {
        var grid = new Grid().AddColumn(new GridColumn { NoWrap = true, Padding = new Padding(2, 0, 2, 0) }).AddColumn(new GridColumn { Padding = new Padding(0) });
        foreach (var info in workloads)
        {
            grid.AddRow(new Text(info.Name), new Text(info.Description));
            if (info.Dials != Dials.None)
                grid.AddRow(Text.Empty, new Text(WorkloadText.Settings(info, info.Defaults, " ")));

            foreach (var expectation in info.Expectations)
                grid.AddRow(Text.Empty, new Text($"expect {expectation.Verdict}: {expectation.When}"));
        }

        return grid;
    }
}
