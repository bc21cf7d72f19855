using IoTrace.Reports.Terminal;

namespace IoTrace.Reports.Tests.Terminal;

public sealed class WrappingTests
{
    [Theory]
    [InlineData("one two three", 7, "one two|three")]
    [InlineData("waits for 91 % of it", 12, "waits for|91 % of it")]
    [InlineData("took 2 min 05 s, then", 9, "took|2 min|05 s,|then")]
    [InlineData("no\u00a0break here", 9, "no\u00a0break|here")]
    [InlineData("abcdefghij k", 4, "abcd|efgh|ij k")]
    [InlineData("  many   blanks ", 20, "many blanks")]
    [InlineData("", 20, "")]
    public void Lines_are_broken_at_spaces_but_not_before_a_unit(string text, int width, string expected) =>
        Assert.Equal(expected, string.Join('|', Wrapping.Wrap([text], width).Select(line => string.Concat(line.Select(run => run.Text)))));

    [Fact]
    public void Styles_survive_and_may_change_within_a_word()
    {
        var line = Assert.Single(Wrapping.Wrap([new Run("bold", Palette.Strong), ", then"], 20));

        Assert.Equal("bold, then", string.Concat(line.Select(run => run.Text)));
        Assert.Equal(Palette.Strong, line[0].Style);
        Assert.Equal(Palette.Plain, line[1].Style);
    }
}
