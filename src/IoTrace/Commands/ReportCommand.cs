using IoTrace.Analysis;
using IoTrace.Capture.Guard;
using IoTrace.Capture.Recording;
using IoTrace.Reports.Json;

namespace IoTrace.Cli.Commands;

/// <summary>Which recording to report on, and where to.</summary>
internal sealed record ReportFileRequest(string File, ReportRequest Report);

/// <summary><c>iotrace report</c>.</summary>
internal static class ReportCommand
{
    public static int Run(ReportFileRequest request, Terminal terminal)
    {
        using var recording = RecordingFile.Open(request.File, GuardedProcess.Without);
        if (GuardedProcess.Role == GuardRole.Examine)
        {
            recording.Examine(GuardedProcess.Begin);
            return ExitCode.Ok;
        }

        terminal.Steps?.Write($"Opened {request.File}");
        return new ReportWriter(request.Report, terminal).Write(recording.Analyze(Analyzer.Analyze), []);
    }

    public static int WriteSchema(Terminal terminal)
    {
        terminal.Output.WriteLine(JsonReport.Schema);
        return ExitCode.Ok;
    }
}
