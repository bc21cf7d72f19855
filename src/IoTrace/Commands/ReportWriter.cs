using IoTrace.Analysis.Results;
using IoTrace.Capture;
using IoTrace.Reports.Json;
using IoTrace.Reports.Markdown;
using IoTrace.Reports.Terminal;

namespace IoTrace.Cli.Commands;

/// <summary>Writes a diagnosis wherever it was asked for. One output that fails does not take the others with it.</summary>
internal sealed class ReportWriter(ReportRequest request, Terminal terminal, WorkloadOutcome? workload = null)
{
    /// <summary>Writes all reports; the exit code is that of --fail-on for any of the processes, or of a report that could not be written.</summary>
    public int Write(Diagnosis diagnosis, IReadOnlyList<Diagnosis> children) => WriteShown(Shown(diagnosis), [.. children.Select(Shown)]);

    private int WriteShown(Diagnosis diagnosis, IReadOnlyList<Diagnosis> children)
    {
        foreach (var analyzed in (IEnumerable<Diagnosis>)[diagnosis, .. children])
            terminal.Steps?.Write(analyzed);

        var code = ExitCode.Ok;
        if (request.WantsTerminal)
        {
            var options = Terminal.ReportOptions(request.NoColor) with { Details = request.Details };
            TerminalReport.Write(diagnosis, terminal.Output, options);
            foreach (var child in children)
            {
                terminal.Output.WriteLine();
                TerminalReport.Write(child, terminal.Output, options);
            }
        }

        code = Math.Max(code, To(request.Json, stream => JsonReport.Write(diagnosis, children, stream, workload?.Json)));
        code = Math.Max(code, To(request.Markdown, stream => Text(stream, writer => Markdown(diagnosis, writer))));
        foreach (var file in request.Files)
        {
            code = Math.Max(code, To(file.Path, stream => file.Write(diagnosis, stream)));
        }

        var gate = new FailOnGate(request, terminal);
        foreach (var of in (IEnumerable<Diagnosis>)[diagnosis, .. children])
        {
            var failed = gate.Check(of);
            code = code == ExitCode.Ok ? failed : code;
        }

        return code;
    }

    /// <summary>Saves a recording.</summary>
    public int Save(CapturedProcess captured, string path)
    {
        var code = ResultOutput.Write(path, stream => captured.Save(stream, request.IncludeArguments), terminal);
        if (code == ExitCode.Ok)
        {
            terminal.Say(Messages.Saved(path), request.Quiet);
        }

        return code;
    }

    /// <summary>Says that data were lost where they were; the exit code.</summary>
    public int TellLost(CapturedProcess captured)
    {
        if (captured.Lost is not { } why)
        {
            return ExitCode.Ok;
        }

        terminal.Error.WriteLine(Messages.Error(Messages.DataLost(why)));
        return ExitCode.Failed;
    }

    /// <summary>A recording that an older iotrace made holds the arguments, too.</summary>
    private Diagnosis Shown(Diagnosis diagnosis) => request.IncludeArguments || diagnosis.Target.CommandLine is not { } line
        ? diagnosis
        : diagnosis with { Target = diagnosis.Target with { CommandLine = Redaction.Arguments(line) } };

    private int To(string? path, Action<Stream> write) => path switch
    {
        null => ExitCode.Ok,
        _ when StandardOutput.Is(path) => ResultOutput.WriteToStandard(write, terminal),
        _ => ResultOutput.Write(path, write, terminal),
    };

    private void Markdown(Diagnosis diagnosis, TextWriter writer)
    {
        MarkdownReport.Write(diagnosis, writer);
        if (workload is not null)
        {
            // A block of four spaces cannot be ended from within, whatever a folder is called.
            writer.Write($"\n#### Workload\n\n{string.Concat(workload.Lines.Select(line => $"    {SafeText.Of(line)}\n"))}");
        }
    }

    private static void Text(Stream stream, Action<TextWriter> write)
    {
        using var writer = new StreamWriter(stream, leaveOpen: true);
        write(writer);
    }
}
