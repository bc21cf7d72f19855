using IoTrace.Reports.Tests.Support;

namespace IoTrace.Reports.Tests.Html;

/// <summary>The built page is kept in the repository; this proves that it is what its sources give.</summary>
public sealed class BuiltPageTests
{
    [SkippableFact]
    public void The_kept_page_is_what_the_sources_give()
    {
        Skip.IfNot(Browser.HasNode, "node is not there");
        var web = ProjectDirectory.Combine("..", "..", "src", "IoTrace.Reports", "Html", "web");
        using var folder = new TemporaryDirectory();
        var built = folder.Write("page.html", "");

        var (code, _, errors) = Validators.Run("node", [Path.Combine(web, "build.mjs"), "--out", built]);

        Assert.True(code == 0, errors);
        Assert.Equal(File.ReadAllText(Path.Combine(web, "..", "page.html")), File.ReadAllText(built));
    }
}
