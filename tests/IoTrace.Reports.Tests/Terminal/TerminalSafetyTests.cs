using System.Text.RegularExpressions;
using IoTrace.Reports.Formatting;
using IoTrace.Reports.Tests.Made;
using IoTrace.Reports.Tests.Support;

namespace IoTrace.Reports.Tests.Terminal;

public sealed partial class TerminalSafetyTests
{
    public static TheoryData<string> Names() => [.. Diagnoses.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void No_line_is_wider_than_the_terminal_or_ends_in_blanks(string name)
    {
        for (var width = 40; width <= 130; width++)
        {
            foreach (var line in Rendered.Terminal(Diagnoses.All[name](), width, unicode: width % 2 == 0).Split('\n'))
            {
                Assert.True(Cells.Width(line) <= width, $"{Cells.Width(line)} cells at width {width}: {line}");
                Assert.False(line.EndsWith(' '), $"blanks at the end at width {width}: {line}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Nothing_but_line_feeds_controls_the_terminal_without_colour(string name) =>
        Assert.DoesNotContain(Rendered.Terminal(Diagnoses.All[name]()), c => char.IsControl(c) && c != '\n');

    [Theory]
    [MemberData(nameof(Names))]
    public void Nothing_but_line_feeds_and_colours_controls_the_terminal_with_colour(string name)
    {
        var colored = Rendered.Terminal(Diagnoses.All[name](), color: true);
        var bare = Sgr().Replace(colored, "");

        Assert.Contains("\u001b[", colored, StringComparison.Ordinal);
        Assert.DoesNotContain(bare, c => char.IsControl(c) && c != '\n');
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Nothing_but_ASCII_is_written_when_asked(string name) =>
        Assert.True(System.Text.Ascii.IsValid(Rendered.Terminal(Diagnoses.All[name](), unicode: false)));

    [Fact]
    public void Absurd_widths_are_brought_into_range()
    {
        Assert.Equal(Rendered.Terminal(Io.Diagnosis(), 40), Rendered.Terminal(Io.Diagnosis(), -1));
        Assert.Equal(Rendered.Terminal(Io.Diagnosis(), 120), Rendered.Terminal(Io.Diagnosis(), int.MaxValue));
    }

    [GeneratedRegex(@"\x1b\[[0-9;]*m")]
    private static partial Regex Sgr();
}
