using System.Text.Json;
using System.Text.RegularExpressions;
using IoTrace.Analysis.Results;
using IoTrace.Reports.Tests.Made;
using IoTrace.Reports.Tests.Support;

namespace IoTrace.Reports.Tests.Html;

/// <summary>The page as text: what it embeds, and that nothing in it can end its script or load anything.</summary>
public sealed partial class HtmlReportTests
{
    public static TheoryData<string> All => [.. Diagnoses.All.Keys.Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(All))]
    public void The_embedded_report_is_the_json_report(string name)
    {
        var diagnosis = Diagnoses.All[name]();

        using var page = JsonDocument.Parse(Data(Rendered.Html(diagnosis)));
        using var json = JsonDocument.Parse(Rendered.Json(diagnosis));

        Assert.True(JsonElement.DeepEquals(json.RootElement, page.RootElement.GetProperty("report")));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Data_never_hold_a_character_that_markup_is_made_of(string name)
    {
        var data = Data(Rendered.Html(Diagnoses.All[name]()));

        Assert.DoesNotContain('<', data);
        Assert.DoesNotContain('>', data);
        Assert.DoesNotContain('&', data);
        Assert.All(data, c => Assert.InRange(c, ' ', '~'));
    }

    [Fact]
    public void The_policy_allows_nothing_from_outside()
    {
        var page = Rendered.Html(Diagnoses.All["io"]());

        var policy = Policy().Match(page).Groups[1].Value;
        Assert.StartsWith("default-src 'none'; script-src 'sha256-", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http", policy, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"\b(src|href)\s*=\s*[""']?(https?:)?//", page);
    }

    [Fact]
    public void Every_stack_is_there_with_its_frames()
    {
        var diagnosis = Diagnoses.All["io"]();

        using var page = JsonDocument.Parse(Data(Rendered.Html(diagnosis)));
        var stacks = page.RootElement.GetProperty("stacks");
        var frames = stacks.GetProperty("frames").EnumerateArray().Select(f => f.GetString()!).ToArray();
        var items = stacks.GetProperty("items").EnumerateArray().ToList();

        Assert.Equal(diagnosis.Stacks.Length, items.Count);
        Assert.All(diagnosis.Stacks.Zip(items), pair =>
        {
            Assert.Equal(pair.First.State.Key(), pair.Second.GetProperty("state").GetString());
            Assert.Equal(pair.First.Frames, pair.Second.GetProperty("frames").EnumerateArray().Select(i => frames[i.GetInt32()]));
        });
    }

    private static string Data(string page) => DataBlock().Match(page).Groups[1].Value;

    [GeneratedRegex("""<script type="application/json" id="report-data">(.*?)</script>""", RegexOptions.Singleline)]
    private static partial Regex DataBlock();

    [GeneratedRegex("""Content-Security-Policy" content="([^"]*)""")]
    private static partial Regex Policy();
}
