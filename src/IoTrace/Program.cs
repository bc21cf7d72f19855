using IoTrace.Capture.Keeping;
using IoTrace.Cli;
using IoTrace.Cli.CommandLine;

// First, while files can be opened: to say that a part is missing must not need another part.
var errors = Console.Error;
try
{
    // A recording may come from anybody: it is read in a process of its own, before anything else is loaded here.
    return SessionKeeper.Run(args) ?? ReportGuard.Run(args) ?? await CommandLineApp.RunAsync(args, new Terminal()).ConfigureAwait(false);
}
catch (Exception e) when (e is FileNotFoundException or FileLoadException or TypeLoadException or TypeInitializationException)
{
    // One of the tool's own parts cannot be loaded, as under a low limit of open files. An abort would say less and write a dump.
    await errors.WriteLineAsync("iotrace: a part of iotrace could not be loaded. Raise the limit of open files (ulimit -n) to 256 or more, or install iotrace again.").ConfigureAwait(false);
    return ExitCode.Failed;
}
