using System.CommandLine;

using IoTrace.Analysis;
using IoTrace.Capture;
using IoTrace.Capture.Recording;
using IoTrace.Reports.Json;

namespace IoTrace.Cli.Commands;

/// <summary><c>iotrace report</c>.</summary>
internal static class ReportCommand
{
    public static Command Create(Terminal terminal)
    {
        var file = new Argument<string?>("file") { Description = "A recording: .iotrace, or a .nettrace that dotnet-trace wrote.", HelpName = "file", Arity = ArgumentArity.ZeroOrOne };
        var schema = new Option<bool>("--schema") { Description = "Print the JSON Schema of the JSON report and end." };
        var options = new ReportOptions();
        var command = new Command("report", "Analyse a recording again, in any output format.") { file, schema };
        options.AddTo(command, recordable: false);
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(schema))
            {
                terminal.Output.WriteLine(JsonReport.Schema);
                return ExitCode.Ok;
            }

            return Run(parsed.GetValue(file) ?? throw new IoTraceException("Give the file to report on, or --schema.", ExitCode.Usage), options.Read(parsed), terminal);
        });
        return command;
    }

    private static int Run(string file, ReportRequest request, Terminal terminal)
    {
        using var recording = RecordingFile.Open(file);
        return new ReportWriter(request, terminal).Write(recording.Analyze(Analyzer.Analyze), []);
    }
}
