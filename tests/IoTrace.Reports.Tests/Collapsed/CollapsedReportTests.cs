using IoTrace.Analysis.Results;
using IoTrace.Reports.Tests.Made;
using IoTrace.Reports.Tests.Support;

namespace IoTrace.Reports.Tests.Collapsed;

public sealed class CollapsedReportTests
{
    [Fact]
    public void A_stack_is_one_line_with_its_state_and_microseconds()
    {
        var lines = Rendered.Collapsed(Diagnoses.All["io"]()).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(
            [
                "fileSync;Shop.Program.Main(String[]);Shop.OrderStore.Append(Order);System.IO.RandomAccess.FlushToDisk(SafeFileHandle) 9000000",
                "fileSync;Shop.Program.Main(String[]);Shop.OrderStore.Close();System.IO.RandomAccess.FlushToDisk(SafeFileHandle) 70000",
                "cpuUser;Shop.Program.Main(String[]);Shop.OrderStore.Append(Order);Shop.OrderStore.Serialize(Order) 410000",
            ],
            lines);
    }

    [Fact]
    public void Hostile_names_stay_within_their_frame()
    {
        var diagnosis = Diagnoses.All["io"]() with { Stacks = [new CallSite(ThreadState.CpuUser, 1, ["A;B", "line\nbreak", "\u202ereversed"])] };

        var line = Rendered.Collapsed(diagnosis).TrimEnd('\n');

        Assert.Equal(@"cpuUser;A:B;line\nbreak;\u202ereversed 1000000", line);
    }
}
