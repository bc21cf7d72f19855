using IoTrace.Analysis;
using IoTrace.Capture;

namespace IoTrace.Cli.Commands;

/// <summary>Which process to profile, for how long, and what becomes of it.</summary>
internal sealed record AttachRequest(TargetChoice Target, TimeSpan Duration, bool Probe, bool Stacks, ReportRequest Report);

/// <summary><c>iotrace attach</c>.</summary>
internal static class AttachCommand
{
    public static async Task<int> RunAsync(AttachRequest attach, Terminal terminal)
    {
        var request = attach.Report;
        var target = attach.Target.Find();
        terminal.Steps?.Write($"Found {target.Name} ({target.Pid})");
        using var interrupts = new Interrupts(terminal, request.Quiet);
        Rehearsal.Start(request);
        using var enter = EnterKey.Watch(terminal, interrupts.End);
        terminal.Say(Messages.Profiling($"{target.Name} ({target.Pid})", attach.Duration, enter is not null), request.Quiet);
        CapturedProcess captured;
        using (var progress = new ProgressLine(terminal, request.Quiet))
        {
            captured = await AttachCapture.RunAsync(target, attach.Duration, attach.Probe, attach.Stacks, TimeProvider.System, progress, interrupts.Stop).WaitAsync(interrupts.Abandon).ConfigureAwait(false);
        }

        terminal.Steps?.Write("The recording has ended");
        using (captured)
        {
            var writer = new ReportWriter(request, terminal);
            var saved = request.Output is { } path ? writer.Save(captured, path) : ExitCode.Ok;
            var written = writer.Write(Analyzer.Analyze(captured.Source), []);
            return Math.Max(Math.Max(saved, written), writer.TellLost(captured));
        }
    }
}
