using Cocona.Command.Binder;

using IoTrace.Capture;
using IoTrace.Capture.Recording;
using IoTrace.Workloads;

namespace IoTrace.Cli.CommandLine;

/// <summary>From the words of the command line to an exit code.</summary>
internal static class CommandLineApp
{
    public static async Task<int> RunAsync(string[] args, Terminal terminal)
    {
        terminal.Steps = CommandWords.IsVerbose(args) ? new StepLog(terminal, TimeProvider.System) : null;
        terminal.Steps?.Begin();
        var code = await RunCatchingAsync(args, terminal).ConfigureAwait(false);
        terminal.Steps?.End(code);
        return code;
    }

    private static async Task<int> RunCatchingAsync(string[] args, Terminal terminal)
    {
        try
        {
            return await RunAsync(CommandWords.Of(args), terminal).ConfigureAwait(false);
        }
        catch (IoTraceException e)
        {
            terminal.Error.WriteLine(Messages.Error(e.Message));
            return e.ExitCode;
        }
        catch (WorkloadException e)
        {
            terminal.Error.WriteLine(Messages.Error(e.Message));
            return e.IsUsage ? ExitCode.Usage : ExitCode.Failed;
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Interrupted;
        }
        catch (IOException e)
        {
            terminal.Error.WriteLine(Messages.Error(Messages.OutputFailed(e.Message)));
            return ExitCode.Failed;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            terminal.Error.WriteLine(Messages.Bug(e, terminal.Steps is not null));
            return ExitCode.Failed;
        }
        finally
        {
            // What an end that did not wait for the collectors has left.
            WorkingFolder.RemoveAll();
        }
    }

    private static async Task<int> RunAsync(CommandWords words, Terminal terminal)
    {
        if (words.IsHelp || words.IsVersion)
        {
            await DispatchAsync(words.IsHelp ? words.AsHelp() : words, terminal, terminal.Output).ConfigureAwait(false);
            return ExitCode.Ok;
        }

        if (!words.IsComplete && words.Rest.Length == 0)
        {
            // What goes with an error is a message, not a result.
            await DispatchAsync(words.AsHelp(), terminal, terminal.Error).ConfigureAwait(false);
            return ExitCode.Usage;
        }

        return await DispatchAsync(words, terminal, terminal.Output).ConfigureAwait(false);
    }

    private static async Task<int> DispatchAsync(CommandWords words, Terminal terminal, TextWriter help)
    {
        var services = new CliServices(words, terminal, help);
        var commands = services.Commands.GetCommandCollection();
        if (!words.IsHelp && !words.IsVersion)
            WordCheck.Check(words, CommandSet.Find(commands, words.Path));

        try
        {
            var resolved = services.Resolver.ParseAndResolve(commands, words.Words);
            return await services.Dispatcher.DispatchAsync(resolved, CancellationToken.None).ConfigureAwait(false);
        }
        catch (ParameterBinderException e) when (e.InnerException is IoTraceException wrong)
        {
            throw new IoTraceException(wrong.Message, wrong.ExitCode, e);
        }
    }
}
