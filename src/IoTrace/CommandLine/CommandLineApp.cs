using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;

using IoTrace.Capture;
using IoTrace.Capture.Recording;
using IoTrace.Cli.Commands;
using IoTrace.Workloads;

namespace IoTrace.Cli.CommandLine;

/// <summary>From the words of the command line to an exit code.</summary>
internal static class CommandLineApp
{
    public static async Task<int> RunAsync(string[] args, Terminal terminal)
    {
        var verbose = new Option<bool>("--verbose") { Description = "Show the stack of an unexpected error.", Recursive = true };
        var root = new RootCommand(Messages.Description)
        {
            PsCommand.Create(terminal),
            AttachCommand.Create(terminal),
            LaunchCommand.Create(terminal),
            ReportCommand.Create(terminal),
            CheckCommand.Create(terminal),
            WorkloadCommand.Create(terminal),
            verbose,
        };
        var parsed = root.Parse(args);
        var command = FullName(parsed.CommandResult);
        if (StrayOption.In(parsed) is { } stray)
        {
            terminal.Error.WriteLine(Messages.Error(Messages.NoSuchOption(stray, command, CloseNames.To(stray, parsed.CommandResult.Command.Options.Select(o => o.Name)))));
            terminal.Error.WriteLine(Messages.SeeHelp(command));
            return ExitCode.Usage;
        }

        // The line that is wrong must not be lost in a screen of help; without any, help is the answer.
        var isBare = parsed.CommandResult.Command.Subcommands.Count > 0 && parsed.UnmatchedTokens.Count == 0;
        if (parsed.Action is ParseErrorAction wrong)
            wrong.ShowHelp = isBare;

        try
        {
            // A usage error is 2, as PRODUCT says and shells expect; the library's own choice is 1.
            var code = await parsed.InvokeAsync(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
                // What goes with an error is a message, not a result.
                Output = parsed.Errors.Count > 0 ? terminal.Error : terminal.Output,
                Error = terminal.Error,
            }).ConfigureAwait(false);
            if (parsed.Errors.Count == 0)
                return code;

            if (!isBare)
                terminal.Error.WriteLine(Messages.SeeHelp(command));

            return ExitCode.Usage;
        }
        catch (IoTraceException e)
        {
            terminal.Error.WriteLine(Messages.Error(e.Message));
            return e.ExitCode;
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
            terminal.Error.WriteLine(Messages.Bug(e, parsed.GetValue(verbose)));
            return ExitCode.Failed;
        }
        finally
        {
            // What an end that did not wait for the collectors has left.
            WorkingFolder.RemoveAll();
        }
    }

    private static string FullName(CommandResult command) => command.Parent is CommandResult parent ? $"{FullName(parent)} {command.Command.Name}" : command.Command.Name;
}
