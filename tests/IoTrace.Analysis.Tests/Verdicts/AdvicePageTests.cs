using IoTrace.Analysis.Verdicts;

namespace IoTrace.Analysis.Tests.Verdicts;

public class AdvicePageTests
{
    private static string Fill(string page, params (string Name, string? Value)[] values) => AdvicePage.Fill(page, values.ToDictionary(v => v.Name, v => v.Value));

    [Fact]
    public void A_line_with_a_figure_that_is_not_known_is_left_out() =>
        Assert.Equal("# Title\nb 7\n- c", Fill("# Title\na {x} {y}\nb {y}\n- {z}\n- c", ("x", null), ("y", "7")));

    [Fact]
    public void Words_stand_in_for_a_name_that_is_not_known() =>
        Assert.Equal("`a` or the lock", Fill("{file|the files} or {lock|the lock}", ("file", "`a`")));

    [Fact]
    public void A_file_may_be_called_like_a_placeholder() => Assert.Equal("{site}: {x|y}", Fill("{a}: {b}", ("a", "{site}"), ("b", "{x|y}"), ("site", "no")));
}
