using System.CommandLine;
using System.Globalization;

using IoTrace.Analysis;
using IoTrace.Capture;
using IoTrace.Capture.Targets;

namespace IoTrace.Cli.Commands;

/// <summary><c>iotrace attach</c>.</summary>
internal static class AttachCommand
{
    private static readonly TimeSpan DefaultDuration = TimeSpan.FromSeconds(10);

    public static Command Create(Terminal terminal)
    {
        var target = new Argument<string>("target") { Description = "Process id, or name as `iotrace ps` shows it.", HelpName = "pid or name" };
        var duration = Durations.Option("How long to profile (default 10s).");
        var options = new ReportOptions();
        var command = new Command("attach", "Profile a running process. It is not restarted, and runs on afterwards.") { target, duration };
        options.AddTo(command, recordable: true);
        command.SetAction((parsed, _) => RunAsync(
            parsed.GetRequiredValue(target), parsed.GetValue(duration) ?? DefaultDuration, options.Probe(parsed, byDefault: false), options.Read(parsed), terminal));
        return command;
    }

    private static async Task<int> RunAsync(string text, TimeSpan duration, bool probe, ReportRequest request, Terminal terminal)
    {
        var target = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var pid) ? ProcessFinder.ById(pid) : ProcessFinder.ByName(text);
        using var interrupts = new Interrupts(terminal, request.Quiet);
        Rehearsal.Start(request);
        terminal.Say(Messages.Profiling($"{target.Name} ({target.Pid})", duration), request.Quiet);
        CapturedProcess captured;
        using (var progress = new ProgressLine(terminal, request.Quiet))
        {
            captured = await AttachCapture.RunAsync(target, duration, probe, TimeProvider.System, progress, interrupts.Stop).WaitAsync(interrupts.Abandon).ConfigureAwait(false);
        }

        using (captured)
        {
            var writer = new ReportWriter(request, terminal);
            var saved = request.Output is { } path ? writer.Save(captured, path) : ExitCode.Ok;
            return Math.Max(saved, writer.Write(Analyzer.Analyze(captured.Source), []));
        }
    }
}
