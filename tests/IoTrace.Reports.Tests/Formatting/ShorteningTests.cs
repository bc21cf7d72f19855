using IoTrace.Reports.Formatting;

namespace IoTrace.Reports.Tests.Formatting;

public sealed class ShorteningTests
{
    [Theory]
    [InlineData("/srv/a/b/orders.log", 30, "/srv/a/b/orders.log")]
    [InlineData("/srv/data/2026/01/orders.log", 24, "/srv/…/2026/01/orders.log", 25)]
    [InlineData("/srv/data/2026/01/orders.log", 20, "/srv/…/01/orders.log")]
    [InlineData("/srv/data/2026/01/orders.log", 13, "…/orders.log")]
    [InlineData("/srv/data/2026/01/orders.log", 8, "/s…s.log")]
    [InlineData("/", 1, "/")]
    [InlineData("", 5, "")]
    [InlineData("pipe:[123456]", 9, "pi…23456]")]
    public void A_path_loses_whole_segments_from_its_middle(string path, int width, string expected, int? wider = null)
    {
        Assert.Equal(expected, Shortening.Path(path, wider ?? width, "…"));
        Assert.True(Cells.Width(Shortening.Path(path, width, "…")) <= width);
    }

    [Theory]
    [InlineData("Shop.Store.Append(Order, Int32)", 31, "Shop.Store.Append(Order, Int32)")]
    [InlineData("Shop.Store.Append(Order, Int32)", 30, "Shop.Store.Append(…)")]
    [InlineData("Shop.Store.Append(Order, Int32)", 19, "…Store.Append(…)")]
    [InlineData("Shop.Store.Append(Order, Int32)", 12, "…Append(…)")]
    [InlineData("Shop.Store.Append()", 18, "…Store.Append()")]
    [InlineData("A.B`1[System.Int32,System.__Canon].Run()", 20, "…Run()")]
    [InlineData("A.Store.<RunAsync>d__12.MoveNext()", 30, "…<RunAsync>d__12.MoveNext()")]
    public void A_method_loses_its_parameters_before_its_namespaces(string method, int width, string expected) =>
        Assert.Equal(expected, Shortening.Method(method, width, "…"));

    [Fact]
    public void Wide_characters_count_as_two_cells()
    {
        Assert.Equal(10, Cells.Width("漢字漢字漢"));
        Assert.Equal("漢…字漢", Shortening.Middle("漢字漢字漢", 8, "…"));
        Assert.True(Cells.Width(Shortening.Middle("漢字漢字漢", 8, "…")) <= 8);
    }
}
