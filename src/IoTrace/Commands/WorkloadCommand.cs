using System.CommandLine;

using IoTrace.Capture;
using IoTrace.Workloads;

namespace IoTrace.Cli.Commands;

/// <summary><c>iotrace workload</c>.</summary>
internal static class WorkloadCommand
{
    public static Command Create(Terminal terminal) => new("workload", "Programs whose behaviour is known: profile one, or compare several.")
    {
        WorkloadListCommand.Create(terminal),
        WorkloadRunCommand.Create(terminal),
        WorkloadCompareCommand.Create(terminal),
        WorkloadChildCommand.Create(),
    };

    /// <summary>The one place where what goes wrong with workloads becomes an error of the command line.</summary>
    /// <exception cref="IoTraceException">In place of a <see cref="WorkloadException"/>.</exception>
    public static async Task<int> GuardAsync(Func<Task<int>> action)
    {
        try
        {
            return await action().ConfigureAwait(false);
        }
        catch (WorkloadException e)
        {
            throw new IoTraceException(e.Message, e.IsUsage ? ExitCode.Usage : ExitCode.Failed, e);
        }
    }
}
