using IoTrace.Reports.Terminal;
using IoTrace.Workloads;

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
        var page = new Page(terminal.Output, Terminal.ReportOptions(noColor: false));
        foreach (var (group, title) in Groups)
        {
            page.Heading(title);
            Write(page, [.. Catalogue.All.Select(w => w.Info).Where(w => w.Group == group)]);
        }

        page.Blank();
        page.WriteText("", Messages.WorkloadCommonOptions);
        return ExitCode.Ok;
    }

    /// <summary>Workloads of which the same is expected stand together, and that is said once, below them.</summary>
    private static void Write(Page page, List<WorkloadInfo> workloads)
    {
        var width = workloads.Max(w => w.Name.Length);
        var indent = new string(' ', width + 4);
        foreach (var alike in workloads.GroupBy(w => string.Join('\n', Expected(w))))
        {
            foreach (var info in alike)
            {
                page.WriteText([new Run($"  {info.Name.PadRight(width)}  ", Palette.Strong)], info.Description);
                if (info.Dials != Dials.None)
                    page.WriteText(indent, new Run(WorkloadText.Settings(info, info.Defaults, " "), Palette.Dim));
            }

            foreach (var expectation in Expected(alike.First()))
                page.WriteText(alike.Count() == 1 ? indent : "    each of these: ", expectation);
        }
    }

    private static IEnumerable<string> Expected(WorkloadInfo info) => info.Expectations.Select(e => $"expect {e.Verdict}: {e.When}");
}
