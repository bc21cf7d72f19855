using IoTrace.Analysis;
using IoTrace.Capture;

namespace IoTrace.Cli.Commands;

/// <summary><c>iotrace launch</c>.</summary>
internal static class LaunchCommand
{
    public static async Task<int> RunAsync((LaunchRequest Launch, ReportRequest Report) what, Terminal terminal)
    {
        var (launch, request) = what;
        using var interrupts = new Interrupts(terminal, request.Quiet);
        var capture = LaunchCapture.Start(launch, TimeProvider.System);
        terminal.Steps?.Write("Started the command");
        Rehearsal.Start(request);
        await using (capture.ConfigureAwait(false))
        {
            interrupts.Forward = capture.Signal;
            IReadOnlyList<CapturedProcess> captured;
            try
            {
                captured = await capture.ProfileAsync(new LaunchNotice(terminal, request.Quiet), interrupts.Stop).WaitAsync(interrupts.Abandon).ConfigureAwait(false);
            }
            catch (IoTraceException e)
            {
                // Nothing was profiled, and the command goes on as if it had been started alone.
                terminal.Error.WriteLine(Messages.Error(e.Message));
                var own = await capture.WaitForExitAsync(interrupts.Abandon).ConfigureAwait(false);
                return own != ExitCode.Ok ? own : e.ExitCode;
            }

            terminal.Steps?.Write("The recording has ended");
            try
            {
                var reported = Report(captured, request, terminal);
                var exit = capture.WaitForExitAsync(interrupts.Abandon);
                if (launch.Duration is not null && !exit.IsCompleted)
                {
                    terminal.Say(Messages.StillRuns, request.Quiet);
                }

                var exitCode = await exit.ConfigureAwait(false);
                // A failed check or a lost output must not hide behind a command that went well, nor a failed command behind them.
                return exitCode != ExitCode.Ok ? exitCode : reported;
            }
            finally
            {
                foreach (var one in captured)
                {
                    one.Dispose();
                }
            }
        }
    }

    private static int Report(IReadOnlyList<CapturedProcess> captured, ReportRequest request, Terminal terminal)
    {
        var writer = new ReportWriter(request, terminal);
        var saved = ExitCode.Ok;
        if (request.Output is { } path)
        {
            saved = writer.Save(captured[0], path);
            foreach (var child in captured.Skip(1))
            {
                saved = Math.Max(saved, writer.Save(child, ChildPath(path, child)));
            }
        }

        var written = writer.Write(Analyzer.Analyze(captured[0].Source), [.. captured.Skip(1).Select(c => Analyzer.Analyze(c.Source))]);
        return Math.Max(Math.Max(saved, written), captured.Max(writer.TellLost));
    }

    /// <summary>app.iotrace and pid 4711 make app.4711.iotrace.</summary>
    private static string ChildPath(string path, CapturedProcess child) =>
        Path.ChangeExtension(path, $"{child.Source.Facts.Target.Pid}{Path.GetExtension(path)}");
}
