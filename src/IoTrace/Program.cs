using IoTrace.Capture.Keeping;
using IoTrace.Cli;
using IoTrace.Cli.CommandLine;

// A recording may come from anybody: it is read in a process of its own, before anything else is loaded here.
return SessionKeeper.Run(args) ?? ReportGuard.Run(args) ?? await CommandLineApp.RunAsync(args, new Terminal()).ConfigureAwait(false);
