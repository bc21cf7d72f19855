using IoTrace.Reports.Tests.Made;
using IoTrace.Reports.Tests.Support;

namespace IoTrace.Reports.Tests.Terminal;

public sealed class TerminalGoldenTests
{
    public static TheoryData<string, int, bool, bool> Permutations()
    {
        var data = new TheoryData<string, int, bool, bool>();
        foreach (var name in Diagnoses.All.Keys.Order(StringComparer.Ordinal))
        {
            foreach (var width in new[] { 80, 120 })
            {
                data.Add(name, width, false, true);
                data.Add(name, width, true, true);
            }

            data.Add(name, 80, false, false);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Permutations))]
    public void The_report_looks_like_the_golden_one_in_every_culture(string name, int width, bool color, bool unicode)
    {
        foreach (var cultureName in Culture.Names)
        {
            using var culture = new Culture(cultureName);
            Golden.Matches(
                $"terminal/{name}-{width}{(color ? "-color" : "")}{(unicode ? "" : "-ascii")}.txt",
                Rendered.Terminal(Diagnoses.All[name](), width, color, unicode));
        }
    }
}
