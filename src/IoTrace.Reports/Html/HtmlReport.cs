using System.IO.Compression;
using System.Text;
using System.Text.Json;
using IoTrace.Analysis.Results;
using IoTrace.Reports.Json;
using IoTrace.Reports.Speedscope;

namespace IoTrace.Reports.Html;

/// <summary>The report as one self-contained page: it opens from a file, loads nothing, and allows no script but its own.</summary>
public static class HtmlReport
{
    private const string PageResource = "IoTrace.Reports.Html.page.html";

    /// <summary>Data larger than this (bytes) are compressed, so that the page of a long recording can still be sent by mail.</summary>
    private const int LargestPlain = 1024 * 1024;

    /// <summary>Writes the page as UTF-8; <paramref name="output"/> is left open.</summary>
    /// <param name="diagnosis">What to report.</param>
    /// <param name="output">Where to.</param>
    public static void Write(Diagnosis diagnosis, Stream output)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(Data(diagnosis), PageJsonContext.Default.PageData);
        var (type, data) = json.Length <= LargestPlain
            ? ("application/json", Encoding.ASCII.GetString(json))
            : ("application/deflate", Convert.ToBase64String(Deflated(json)));
        using var writer = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        var page = Page();
        var typeAt = page.IndexOf("%TYPE%", StringComparison.Ordinal);
        var dataAt = page.IndexOf("%DATA%", typeAt, StringComparison.Ordinal);
        writer.Write(page.AsSpan(0, typeAt));
        writer.Write(type);
        writer.Write(page.AsSpan(typeAt + "%TYPE%".Length, dataAt - typeAt - "%TYPE%".Length));
        writer.Write(data);
        writer.Write(page.AsSpan(dataAt + "%DATA%".Length));
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

    private static byte[] Deflated(byte[] data)
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Fastest))
            deflate.Write(data);
        return packed.ToArray();
    }

    private static string Page()
    {
        using var stream = typeof(HtmlReport).Assembly.GetManifestResourceStream(PageResource)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
