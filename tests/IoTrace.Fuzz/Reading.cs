using System.Diagnostics;

using IoTrace.Analysis;
using IoTrace.Capture;
using IoTrace.Capture.Recording;
using IoTrace.Reports.Json;
using IoTrace.Reports.Markdown;
using IoTrace.Reports.Speedscope;
using IoTrace.Reports.Terminal;

namespace IoTrace.Fuzz;

/// <summary>How a file was taken.</summary>
/// <param name="Kind">reported, refused, or the exception that nothing expected.</param>
/// <param name="Detail">Where an unexpected exception came from.</param>
internal sealed record Reading(string Kind, string Detail, TimeSpan Took)
{
    public const string Reported = "reported";
    public const string Refused = "refused";

    public bool IsAnswer => Kind is Reported or Refused;

    /// <summary>Reads a file as <c>iotrace report</c> does, in this process, and writes every kind of report to nowhere.</summary>
    public static Reading Of(string file)
    {
        var start = Stopwatch.GetTimestamp();
        try
        {
            using var recording = RecordingFile.Open(file);
            var diagnosis = recording.Analyze(Analyzer.Analyze);
            TerminalReport.Write(diagnosis, TextWriter.Null, new TerminalOptions(100, Color: true, Unicode: true));
            JsonReport.Write(diagnosis, [], Stream.Null);
            MarkdownReport.Write(diagnosis, TextWriter.Null);
            SpeedscopeReport.Write(diagnosis, Stream.Null);
            return new Reading(Reported, "", Stopwatch.GetElapsedTime(start));
        }
        catch (IoTraceException e) when (e.InnerException is null or IOException or UnauthorizedAccessException)
        {
            return new Reading(Refused, "", Stopwatch.GetElapsedTime(start));
        }
        catch (Exception e)
        {
            var cause = e is IoTraceException ? e.InnerException! : e;
            var where = cause.StackTrace?.Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.Contains("IoTrace.", StringComparison.Ordinal));
            return new Reading(cause.GetType().Name, where ?? "", Stopwatch.GetElapsedTime(start));
        }
    }
}
