using IoTrace.Analysis;
using IoTrace.Analysis.Results;
using IoTrace.Capture.Guard;
using IoTrace.Capture.Recording;
using IoTrace.Reports.Diff;

namespace IoTrace.Cli.Commands;

/// <summary><c>iotrace diff</c>.</summary>
internal static class DiffCommand
{
    public static int Run(DiffRequest request, Terminal terminal)
    {
        if (GuardedProcess.Role == GuardRole.Examine)
        {
            foreach (var file in request.Before.Concat(request.After))
            {
                using var recording = RecordingFile.Open(file, GuardedProcess.Without);
                recording.Examine(GuardedProcess.Begin);
            }

            return ExitCode.Ok;
        }

        var difference = Differences.Of([.. request.Before.Select(Analyze)], [.. request.After.Select(Analyze)]);
        return Math.Max(Write(difference, request.Results, terminal), Gate(difference.Time, request.Regression, terminal));
    }

    private static Diagnosis Analyze(string file)
    {
        using var recording = RecordingFile.Open(file, GuardedProcess.Without);
        return recording.Analyze(Analyzer.Analyze);
    }

    private static int Write(Difference difference, ReportRequest results, Terminal terminal)
    {
        if (results.WantsTerminal)
        {
            DiffTerminal.Write(difference, terminal.Output, Terminal.ReportOptions(results.NoColor) with { Details = results.Details });
        }

        var code = To(results.Json, stream => DiffJson.Write(difference, stream), terminal);
        return Math.Max(code, To(results.Markdown, stream => Markdown(difference, stream), terminal));
    }

    private static void Markdown(Difference difference, Stream stream)
    {
        using var writer = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
        DiffMarkdown.Write(difference, writer);
    }

    private static int To(string? path, Action<Stream> write, Terminal terminal) => path switch
    {
        null => ExitCode.Ok,
        _ when StandardOutput.Is(path) => ResultOutput.WriteToStandard(write, terminal),
        _ => ResultOutput.Write(path, write, terminal),
    };

    private static int Gate(Change? time, double? regression, Terminal terminal)
    {
        if (regression is not { } limit)
            return ExitCode.Ok;

        switch (time)
        {
            case { Finding: Finding.More, Relative: { } rise } when rise >= limit:
                terminal.Error.WriteLine(Messages.Error(Messages.Regressed(time.Name, rise, limit)));
                return ExitCode.VerdictMatched;
            case null:
                terminal.Error.WriteLine(Messages.NoTimeToCompare);
                return ExitCode.Ok;
            case { Finding: Finding.CannotTell }:
                terminal.Error.WriteLine(Messages.RegressionUnknown(time.Name, time.Detectable / (time.Before is > 0 and var before ? before : 1)));
                return ExitCode.Ok;
            default:
                return ExitCode.Ok;
        }
    }
}
