using System.Text;
using IoTrace.Analysis.Results;
using IoTrace.Reports.Collapsed;
using IoTrace.Reports.Html;
using IoTrace.Reports.Json;
using IoTrace.Reports.Markdown;
using IoTrace.Reports.Pprof;
using IoTrace.Reports.Speedscope;
using IoTrace.Reports.Terminal;

namespace IoTrace.Reports.Tests.Support;

/// <summary>Each report as text.</summary>
internal static class Rendered
{
    public static string Terminal(Diagnosis diagnosis, int width = 80, bool color = false, bool unicode = true) =>
        Terminal(diagnosis, new TerminalOptions(width, color, unicode));

    public static string FirstScreen(Diagnosis diagnosis, int width, bool color, bool unicode) =>
        Terminal(diagnosis, new TerminalOptions(width, color, unicode, Details: false));

    public static string Markdown(Diagnosis diagnosis)
    {
        using var writer = new StringWriter();
        MarkdownReport.Write(diagnosis, writer);
        return writer.ToString();
    }

    public static string Json(Diagnosis diagnosis, params Diagnosis[] children) => Text(stream => JsonReport.Write(diagnosis, children, stream));

    public static string Html(Diagnosis diagnosis) => Text(stream => HtmlReport.Write(diagnosis, stream));

    public static string Collapsed(Diagnosis diagnosis) => Text(stream => CollapsedReport.Write(diagnosis, stream));

    public static byte[] Pprof(Diagnosis diagnosis)
    {
        using var stream = new MemoryStream();
        PprofReport.Write(diagnosis, stream);
        return stream.ToArray();
    }

    public static string Speedscope(Diagnosis diagnosis) => Text(stream => SpeedscopeReport.Write(diagnosis, stream));

    private static string Terminal(Diagnosis diagnosis, TerminalOptions options)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        TerminalReport.Write(diagnosis, writer, options);
        return writer.ToString();
    }

    private static string Text(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(stream.ToArray());
    }
}
