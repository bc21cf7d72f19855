using IoTrace.Reports.Terminal;

namespace IoTrace.Reports.Tests.Terminal;

public sealed class MarkdownTextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("use `Flush(true)` **once**", "use Flush(true) once")]
    [InlineData("an *emphasis*, 2 * 3 * 4", "an emphasis, 2 * 3 * 4")]
    [InlineData("see [the manual](https://example.org/x)", "see the manual (https://example.org/x)")]
    [InlineData("`a*b*c` snake_case_name", "a*b*c snake_case_name")]
    [InlineData("[array] (not a link)", "[array] (not a link)")]
    public void Inline_marks_become_styles(string markdown, string expected) =>
        Assert.Equal(expected, string.Concat(MarkdownText.Inline(markdown).Select(run => run.Text)));

    [Fact]
    public void Blocks_are_joined_indented_and_kept_apart()
    {
        const string markdown = "# Title\nA paragraph\nin two lines.\n\n- first\n  continued\n- second\n  - nested\n\n1. one\n\n```csharp\nvar  x = 1;\n\n  y();\n```\nThe end.";
        using var writer = new StringWriter { NewLine = "\n" };

        MarkdownText.Write(new Page(writer, new TerminalOptions(60, Color: false, Unicode: true)), markdown, 2);

        Assert.Equal(
            "  Title\n  A paragraph in two lines.\n  - first continued\n  - second\n    - nested\n  1. one\n    var  x = 1;\n\n      y();\n  The end.\n",
            writer.ToString());
    }
}
