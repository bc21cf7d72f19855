using IoTrace.Analysis.Results;
using IoTrace.Reports.Tests.Made;
using IoTrace.Reports.Tests.Support;

namespace IoTrace.Reports.Tests.Html;

/// <summary>
/// The page in a real Chromium: no error, no request, the verdict of the JSON, sorting, filters, zoom, search, both themes, a phone's width, and
/// axe's accessibility rules. browser/page.mjs does it.
/// </summary>
public sealed class PageInBrowserTests
{
    private const int MostBytes = 5 * 1024 * 1024;

    [SkippableFact]
    public void Every_page_opens_and_can_be_used()
    {
        using var folder = new TemporaryDirectory();
        var pages = Diagnoses.All.ToDictionary(made => made.Key, made => made.Value());
        pages.Add("large", Large.Diagnosis());
        var files = pages.Select(page => (File: folder.Write($"{page.Key}.html", Rendered.Html(page.Value)), page.Value.Verdict)).ToList();

        var results = Browser.Use([.. files.Select(page => $"{page.File}={Heading(page.Verdict)}")]);

        Assert.Equal(files.Count, results.Count);
        Assert.All(results, result => Assert.Empty(result.Problems.Select(problem => $"{Path.GetFileName(result.Page)}: {problem}")));
    }

    [Fact]
    public void Ten_minutes_with_ten_thousand_files_and_two_hundred_threads_stay_under_five_megabytes() =>
        Assert.InRange(Rendered.Html(Large.Diagnosis()).Length, 1, MostBytes);

    private static string Heading(Verdict verdict)
    {
        var title = verdict.Bound switch
        {
            Bound.Io => "I/O-bound",
            Bound.Cpu => "CPU-bound",
            Bound.Mixed => "Mixed: I/O and CPU",
            Bound.Neither => "Neither I/O- nor CPU-bound",
            _ => "Unknown",
        };
        return $"{title} {string.Join(" and ", verdict.Causes.Select(cause => cause.Name()))}".Trim();
    }
}
