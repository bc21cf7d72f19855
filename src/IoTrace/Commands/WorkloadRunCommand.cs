using IoTrace.Analysis;
using IoTrace.Capture;
using IoTrace.Workloads.Measuring;

namespace IoTrace.Cli.Commands;

/// <summary>Which workload to run, where and how.</summary>
internal sealed record WorkloadRunRequest(PlannedRun Run, string? Directory, bool Bare, bool Probe, bool Stacks, ReportRequest Report);

/// <summary><c>iotrace workload run</c>.</summary>
internal static class WorkloadRunCommand
{
    public static async Task<int> RunAsync(WorkloadRunRequest what, Terminal terminal)
    {
        var (run, directory, bare, probe, stacks, request) = what;
        terminal.Steps?.Write($"Workload {run.Workload.Info.Name}");
        if (bare && (request.WritesFiles || request.FailOn.Count > 0))
            throw new IoTraceException(Messages.BareHasNoReport, ExitCode.Usage);

        using var interrupts = new Interrupts(terminal, request.Quiet) { EndsAll = true };
        try
        {
            using var session = WorkloadSession.Create([run], directory, interrupts.Stop);
            terminal.Say(Messages.WorkloadPlace(run.Workload.NeedsSpace(run.Settings) ? session.Workspace : null), request.Quiet);
            return await (bare ? BareAsync(session, run, request, interrupts, terminal) : ProfileAsync(session, run, (probe, stacks), request, interrupts, terminal)).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            terminal.Say(Messages.NothingMeasured, request.Quiet);
            return interrupts.ExitCode;
        }
    }

    private static async Task<int> BareAsync(WorkloadSession session, PlannedRun run, ReportRequest request, Interrupts interrupts, Terminal terminal)
    {
        var result = await WorkloadProcess.RunBareAsync(session, run, interrupts).ConfigureAwait(false);
        if (result.Passes == 0)
            interrupts.Stop.ThrowIfCancellationRequested();

        WriteFigures(WorkloadText.Figures(run, result, Place(session)), request, terminal);
        return result.Interrupted ? interrupts.ExitCode : ExitCode.Ok;
    }

    private static async Task<int> ProfileAsync(
        WorkloadSession session, PlannedRun run, (bool Probe, bool Stacks) how, ReportRequest request, Interrupts interrupts, Terminal terminal)
    {
        using var progress = new ProgressLine(terminal, request.Quiet);
        var (captured, result) = await WorkloadProcess.ProfileAsync(session, run, how, progress, interrupts).ConfigureAwait(false);
        terminal.Steps?.Write("The recording has ended");
        using (captured)
        {
            progress.Dispose();
            var diagnosis = Analyzer.Analyze(captured.Source);
            var outcome = WorkloadOutcome.Of(run, result, diagnosis.Verdict, Place(session), session.Workspace.Format);
            WriteFigures(outcome.Lines, request, terminal);
            var writer = new ReportWriter(request, terminal, outcome);
            var saved = request.Output is { } path ? writer.Save(captured, path) : ExitCode.Ok;
            var written = writer.Write(diagnosis, []);
            return result.Interrupted ? interrupts.ExitCode : Math.Max(saved, written);
        }
    }

    private static void WriteFigures(IEnumerable<string> lines, ReportRequest request, Terminal terminal)
    {
        if (request.Quiet)
            return;

        // Standard output belongs to the machine's report where that was asked for.
        var output = request.StandardOutputTaken ? terminal.Error : terminal.Output;
        foreach (var line in lines)
            output.WriteLine(SafeText.Of(line));

        output.WriteLine();
    }

    private static string Place(WorkloadSession session) => $"{Path.GetDirectoryName(session.Workspace.Path)} ({session.Workspace.Format})";
}
