using System.Text.Json;
using IoTrace.Analysis.Results;
using IoTrace.Reports.Json;
using IoTrace.Reports.Speedscope;

namespace IoTrace.Reports.Html;

/// <summary>The report as one self-contained page: it opens from a file, loads nothing, and allows no script but its own.</summary>
public static class HtmlReport
{
    private const string PageResource = "IoTrace.Reports.Html.page.html";
    private static readonly byte[] Marker = "%DATA%"u8.ToArray();

    /// <summary>Writes the page as UTF-8; <paramref name="output"/> is left open.</summary>
    /// <param name="diagnosis">What to report.</param>
    /// <param name="output">Where to.</param>
    public static void Write(Diagnosis diagnosis, Stream output)
    {
        var page = Page();
        var at = page.AsSpan().IndexOf(Marker);
        output.Write(page.AsSpan(0, at));
        JsonSerializer.Serialize(output, Data(diagnosis), PageJsonContext.Default.PageData);
        output.Write(page.AsSpan(at + Marker.Length));
    }

    private static PageData Data(Diagnosis diagnosis)
    {
        var frames = new FrameTable();
        PageStack[] stacks =
        [
            .. diagnosis.Stacks.Where(stack => double.IsFinite(stack.Seconds) && stack.Seconds > 0)
                .Select(stack => new PageStack(stack.State.Key(), JsonNumber.Amount(stack.Seconds), frames.Indices(stack))),
        ];
        return new PageData(JsonMapping.Map(diagnosis, []), new PageStacks(frames.Names, stacks), Causes(diagnosis));
    }

    private static PageCause[] Causes(Diagnosis diagnosis) => diagnosis.CauseShares.IsDefaultOrEmpty
        ? []
        : [.. diagnosis.CauseShares.Select(share => new PageCause(share.Cause.Name(), share.Cause.BoundOf().Name(), JsonNumber.Share(share.Share)))];

    private static byte[] Page()
    {
        using var stream = typeof(HtmlReport).Assembly.GetManifestResourceStream(PageResource)!;
        using var buffer = new MemoryStream();
        stream.CopyTo(buffer);
        return buffer.ToArray();
    }
}
