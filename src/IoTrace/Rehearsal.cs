using IoTrace.Analysis;
using IoTrace.Capture.Recording;
using IoTrace.Cli.Commands;
using IoTrace.Reports.Json;
using IoTrace.Reports.Terminal;

namespace IoTrace.Cli;

/// <summary>
/// Reads and analyses made-up recordings and writes its report to nowhere, beside the start of the target, so that the code for it is loaded
/// and compiled when the real one is to be made. The report is there some tenths of a second sooner; nothing else depends on it.
/// </summary>
internal static class Rehearsal
{
    public static void Start(ReportRequest request) => new Thread(() => Run(request))
    {
        IsBackground = true,
        Name = "iotrace rehearsal",
    }.Start();

    private static void Run(ReportRequest request)
    {
        ReaderRehearsal.Run();
        var diagnosis = Analyzer.Analyze(new RehearsalSource());
        if (request.WantsTerminal)
        {
            TerminalReport.Write(diagnosis, TextWriter.Null, Terminal.ReportOptions(request.NoColor));
        }

        if (request.Json is not null)
        {
            JsonReport.Write(diagnosis, [], Stream.Null);
        }
    }
}
