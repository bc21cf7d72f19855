using IoTrace.Cli;
using IoTrace.Cli.CommandLine;

return await CommandLineApp.RunAsync(args, new Terminal()).ConfigureAwait(false);
