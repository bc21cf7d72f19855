using IoTrace.Capture.Keeping;
using IoTrace.Cli;
using IoTrace.Cli.CommandLine;

// First the limit, while nothing else is loaded. A recording may come from anybody: it is read in a process of its own, before anything is loaded here.
return OpenFileLimit.Refuse() ?? SessionKeeper.Run(args) ?? ReportGuard.Run(args) ?? await CommandLineApp.RunAsync(args, new Terminal()).ConfigureAwait(false);
