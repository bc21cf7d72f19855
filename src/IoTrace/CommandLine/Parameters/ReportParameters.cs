using Cocona;

using IoTrace.Capture;
using IoTrace.Cli.Commands;

namespace IoTrace.Cli.CommandLine.Parameters;

/// <summary>What <c>iotrace report</c> takes of its own.</summary>
internal sealed class ReportParameters : ICommandParameterSet
{
    [Argument("file", Description = "A recording: .iotrace, or a .nettrace that dotnet-trace wrote.")]
    [HasDefaultValue]
    public string? File { get; set; }

    [Option("schema", Description = "Print the JSON Schema of the JSON report and end.")]
    public bool Schema { get; set; }

    public Task<int> RunAsync(OutputParameters output, Terminal terminal)
    {
        if (Schema && File is not null)
            throw new IoTraceException(Messages.SchemaNeedsNoFile(File), ExitCode.Usage);

        if (Schema)
            return Task.FromResult(ReportCommand.WriteSchema(terminal));

        var file = File ?? throw new IoTraceException(Messages.NoRecording, ExitCode.Usage);
        return Task.FromResult(ReportCommand.Run(new ReportFileRequest(file, output.ToRequest(recording: null)), terminal));
    }
}
