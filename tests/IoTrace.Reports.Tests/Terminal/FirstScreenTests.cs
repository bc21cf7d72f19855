using IoTrace.Analysis.Results;
using IoTrace.Reports.Formatting;
using IoTrace.Reports.Tests.Made;
using IoTrace.Reports.Tests.Support;

namespace IoTrace.Reports.Tests.Terminal;

/// <summary>The first screen: what a person sees who asks for nothing more.</summary>
public sealed class FirstScreenTests
{
    private const int Lines = 24;

    public static TheoryData<string, int, bool, bool> Permutations()
    {
        var data = new TheoryData<string, int, bool, bool>();
        foreach (var name in Diagnoses.All.Keys.Order(StringComparer.Ordinal))
        {
            data.Add(name, 80, false, true);
            data.Add(name, 80, true, true);
            data.Add(name, 80, false, false);
            data.Add(name, 120, false, true);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Permutations))]
    public void It_looks_like_the_golden_one_in_every_culture(string name, int width, bool color, bool unicode)
    {
        foreach (var cultureName in Culture.Names)
        {
            using var culture = new Culture(cultureName);
            Golden.Matches(
                $"first-screen/{name}-{width}{(color ? "-color" : "")}{(unicode ? "" : "-ascii")}.txt",
                Rendered.FirstScreen(Diagnoses.All[name](), width, color, unicode));
        }
    }

    [Theory]
    [MemberData(nameof(Permutations))]
    public void It_fits_into_a_standard_window(string name, int width, bool color, bool unicode)
    {
        var lines = Rendered.FirstScreen(Diagnoses.All[name](), width, color, unicode).TrimEnd('\n').Split('\n');

        Assert.InRange(lines.Length, 1, Lines);
        if (!color)
            Assert.All(lines, line => Assert.InRange(Cells.Width(line), 0, width));
    }

    [Fact]
    public void It_has_bound_cause_confidence_gain_and_advice()
    {
        var diagnosis = Diagnoses.All["io"]();

        var screen = Rendered.FirstScreen(diagnosis, 80, color: false, unicode: true);

        Assert.Contains("I/O-BOUND", screen, StringComparison.Ordinal);
        Assert.Contains(diagnosis.Verdict.Causes[0].Name(), screen, StringComparison.Ordinal);
        Assert.Contains(Quantity.Confidence(diagnosis.Verdict.Confidence), screen, StringComparison.Ordinal);
        Assert.Contains("as fast", screen, StringComparison.Ordinal);
        Assert.Contains("What to try first", screen, StringComparison.Ordinal);
    }

    [Fact]
    public void A_summary_that_is_too_long_is_cut_with_an_ellipsis()
    {
        var made = Diagnoses.All["io"]();
        var summary = string.Join(' ', Enumerable.Repeat("A sentence that goes on.", 40));

        var screen = Rendered.FirstScreen(made with { Verdict = made.Verdict with { Summary = summary } }, 80, color: false, unicode: true);

        Assert.Contains(" …", screen, StringComparison.Ordinal);
        Assert.InRange(screen.TrimEnd('\n').Split('\n').Length, 1, Lines);
    }
}
