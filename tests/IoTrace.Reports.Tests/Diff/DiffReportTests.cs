using System.Text.Json;
using IoTrace.Reports.Diff;
using IoTrace.Reports.Formatting;
using IoTrace.Reports.Terminal;
using IoTrace.Reports.Tests.Made;
using IoTrace.Reports.Tests.Support;

namespace IoTrace.Reports.Tests.Diff;

/// <summary>A comparison in each format: the same figures, at every width, in every culture.</summary>
public sealed class DiffReportTests
{
    public static TheoryData<string, string> Pairs => new() { { "io", "cpu" }, { "io", "io" }, { "mixed", "phased" }, { "hostile", "neither" } };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void It_looks_like_the_golden_one(string before, string after)
    {
        var difference = Differences.Of([Diagnoses.All[before]()], [Diagnoses.All[after]()]);
        foreach (var name in Culture.Names)
        {
            using var culture = new Culture(name);
            Golden.Matches($"diff/{before}-{after}-80.txt", Terminal(difference, 80));
            Golden.Matches($"diff/{before}-{after}-120.txt", Terminal(difference, 120));
            Golden.Matches($"diff/{before}-{after}.md", Markdown(difference));
            Golden.Matches($"diff/{before}-{after}.json", Json(difference));
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void No_line_is_wider_than_the_terminal(string before, string after)
    {
        var difference = Differences.Of([Diagnoses.All[before]()], [Diagnoses.All[after]()]);

        Assert.All(Terminal(difference, 80).Split('\n'), line => Assert.InRange(Cells.Width(line), 0, 80));
    }

    [Fact]
    public void Json_has_the_figures_of_the_comparison()
    {
        var difference = Differences.Of([Diagnoses.All["io"]()], [Diagnoses.All["cpu"]()]);

        using var json = JsonDocument.Parse(Json(difference));

        var rows = json.RootElement.GetProperty("wallClock").EnumerateArray().ToList();
        Assert.Equal(difference.WallClock.Count, rows.Count);
        Assert.All(difference.WallClock.Zip(rows), pair =>
        {
            Assert.Equal(pair.First.Name, pair.Second.GetProperty("name").GetString());
            Assert.Equal(pair.First.Difference, pair.Second.GetProperty("difference").GetDouble(), 6);
        });
    }

    private static string Terminal(Difference difference, int width)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        DiffTerminal.Write(difference, writer, new TerminalOptions(width, Color: false, Unicode: true));
        return writer.ToString();
    }

    private static string Markdown(Difference difference)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        DiffMarkdown.Write(difference, writer);
        return writer.ToString();
    }

    private static string Json(Difference difference)
    {
        using var stream = new MemoryStream();
        DiffJson.Write(difference, stream);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }
}
