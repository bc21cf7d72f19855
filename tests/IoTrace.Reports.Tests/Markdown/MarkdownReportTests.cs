using IoTrace.Reports.Markdown;
using IoTrace.Reports.Tests.Made;
using IoTrace.Reports.Tests.Support;

namespace IoTrace.Reports.Tests.Markdown;

public sealed class MarkdownReportTests
{
    public static TheoryData<string> Names() => [.. Diagnoses.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_report_reads_like_the_golden_one_in_every_culture(string name)
    {
        foreach (var cultureName in Culture.Names)
        {
            using var culture = new Culture(cultureName);
            Golden.Matches($"markdown/{name}.md", Rendered.Markdown(Diagnoses.All[name]()));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Data_does_not_break_a_table(string name)
    {
        int? cells = null;
        foreach (var line in Rendered.Markdown(Diagnoses.All[name]()).Split('\n'))
        {
            if (!line.StartsWith('|'))
            {
                cells = null;
                continue;
            }

            var count = line.Replace(@"\|", "", StringComparison.Ordinal).Count(c => c == '|');
            Assert.Equal(cells ?? count, count);
            cells = count;
        }
    }

    [Theory]
    [InlineData("OrderStore.Append(Order)", "`OrderStore.Append(Order)`")]
    [InlineData("a|b", "<code>a&#124;b</code>")]
    [InlineData("`x`", "<code>&#96;x&#96;</code>")]
    [InlineData(@"C:\x_y", "<code>C&#58;&#92;x&#95;y</code>")]
    [InlineData("a\nb", "<code>a&#92;nb</code>")]
    [InlineData("", "")]
    public void Code_cannot_end_its_span_or_its_cell(string text, string expected) => Assert.Equal(expected, MarkdownEscape.Code(text));

    [Theory]
    [InlineData("91 % of it.", "91 % of it.")]
    [InlineData("a|b *c* _d_ `e` [f](g) <h>", @"a\|b \*c\* \_d\_ \`e\` \[f\](g) \<h\>")]
    [InlineData("ask @octocat about #1", "ask <span>@</span>octocat about <span>#</span>1")]
    [InlineData("https://x", "https:<span>//</span>x")]
    public void Text_is_neither_markup_nor_mention_nor_link(string text, string expected) => Assert.Equal(expected, MarkdownEscape.Text(text));
}
