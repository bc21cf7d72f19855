using System.CommandLine;
using System.CommandLine.Parsing;

using IoTrace.Analysis;
using IoTrace.Capture;

namespace IoTrace.Cli.Commands;

/// <summary><c>iotrace launch</c>.</summary>
internal static class LaunchCommand
{
    public static Command Create(Terminal terminal)
    {
        var words = new Argument<string[]>("command") { Description = "The command and all of its arguments, behind `--`: iotrace launch [options] -- <command> [args].", HelpName = "command", Arity = ArgumentArity.OneOrMore };
        var duration = Durations.Option("Stop profiling after this time; the command runs on (default: until it ends).");
        var children = new Option<bool>("--children") { Description = "Report every .NET process in the command, the SDK's own included; --fail-on goes for each." };
        var options = new ReportOptions();
        var command = new Command("launch", "Start a command and profile the .NET process in it from its first instruction.") { duration, children };
        options.AddTo(command, recordable: true);
        command.Arguments.Add(words);
        command.SetAction((parsed, _) =>
        {
            CheckDashes(parsed, parsed.GetResult(words)!.Tokens);
            var line = parsed.GetRequiredValue(words);
            return RunAsync(new LaunchRequest(line[0], line[1..], parsed.GetValue(duration), parsed.GetValue(children), options.Probe(parsed, byDefault: true)), options.Read(parsed), terminal);
        });
        return command;
    }

    /// <summary>Words on both sides of `--` would become one command, without the `--` that a program like `dotnet run` is to get.</summary>
    private static void CheckDashes(ParseResult parsed, IReadOnlyList<Token> words)
    {
        var behind = parsed.Tokens.SkipWhile(t => t.Type != TokenType.DoubleDash).Skip(1).Count();
        if (behind > 0 && words.Count > behind)
            throw new IoTraceException(Messages.BeforeDashes(words[0].Value), ExitCode.Usage);
    }

    private static async Task<int> RunAsync(LaunchRequest launch, ReportRequest request, Terminal terminal)
    {
        using var interrupts = new Interrupts(terminal, request.Quiet);
        var capture = LaunchCapture.Start(launch, TimeProvider.System);
        Rehearsal.Start(request);
        await using (capture.ConfigureAwait(false))
        {
            interrupts.Forward = capture.Signal;
            IReadOnlyList<CapturedProcess> captured;
            try
            {
                using var progress = new ProgressLine(terminal, request.Quiet);
                captured = await capture.ProfileAsync(progress, interrupts.Stop).WaitAsync(interrupts.Abandon).ConfigureAwait(false);
            }
            catch (IoTraceException e) when (capture.LetsLaterOnesGo)
            {
                // Nothing was profiled, and the command goes on: somebody has to let go what .NET programs it may still start.
                terminal.Error.WriteLine(Messages.Error(e.Message));
                _ = await capture.WaitForExitAsync(interrupts.Abandon).ConfigureAwait(false);
                return e.ExitCode;
            }

            try
            {
                var reported = Report(captured, request, terminal);
                var exitCode = await capture.WaitForExitAsync(interrupts.Abandon).ConfigureAwait(false);
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

        return Math.Max(saved, writer.Write(Analyzer.Analyze(captured[0].Source), [.. captured.Skip(1).Select(c => Analyzer.Analyze(c.Source))]));
    }

    /// <summary>app.iotrace and pid 4711 make app.4711.iotrace.</summary>
    private static string ChildPath(string path, CapturedProcess child) =>
        Path.ChangeExtension(path, $"{child.Source.Facts.Target.Pid}{Path.GetExtension(path)}");
}
