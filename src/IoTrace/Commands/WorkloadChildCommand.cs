using System.Runtime.InteropServices;

using IoTrace.Workloads;
using IoTrace.Workloads.Measuring;

namespace IoTrace.Cli.Commands;

/// <summary>The process in which a workload runs; the tool starts itself with it.</summary>
internal static class WorkloadChildCommand
{
    private static readonly PosixSignal[] Signals = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP];

    public static async Task<int> RunAsync(string file)
    {
        using var stop = new CancellationTokenSource();
        // The first signal ends the run in order; the second one does what signals do.
        var registrations = Signals.Select(s => PosixSignalRegistration.Create(s, context =>
        {
            context.Cancel = !stop.IsCancellationRequested;
            stop.Cancel();
        })).ToList();
        try
        {
            var spec = RunFiles.ReadSpec(file);
            var context = new WorkloadContext(spec.Settings, spec.Directory, spec.ServerPort, stop.Token);
            var result = await PassRunner.RunAsync(Catalogue.Find(spec.Workload), context).ConfigureAwait(false);
            RunFiles.Write(spec.ResultFile, result);
            return result.Error is null ? ExitCode.Ok : ExitCode.Failed;
        }
        finally
        {
            registrations.ForEach(r => r.Dispose());
        }
    }
}
