using System.Diagnostics;

using IoTrace.Capture;
using IoTrace.Capture.Guard;
using IoTrace.Workloads.Measuring;

namespace IoTrace.Cli.Commands;

/// <summary>Starts the tool itself as a workload's process.</summary>
internal static class WorkloadProcess
{
    /// <summary>The command that runs this tool again, with what the file says.</summary>
    public static (string Command, IReadOnlyList<string> Arguments) Command(string specFile) =>
        OwnCommand.With([CommandLine.CommandNames.Workload, CommandLine.CommandNames.RunHere, specFile]);

    /// <summary>Runs it without the profiler.</summary>
    /// <exception cref="OperationCanceledException">It was abandoned, or ended before it had anything to tell.</exception>
    public static async Task<RunResult> RunBareAsync(WorkloadSession session, PlannedRun run, Interrupts interrupts)
    {
        interrupts.Stop.ThrowIfCancellationRequested();
        var (command, arguments) = Command(session.WriteSpec(run));
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { UseShellExecute = false })!;
        interrupts.Forward = number => Capture.TerminalSignals.Send(process.Id, number);
        try
        {
            await process.WaitForExitAsync(interrupts.Abandon).ConfigureAwait(false);
            return await FinishAsync(session, run, process.ExitCode, interrupts).ConfigureAwait(false);
        }
        finally
        {
            interrupts.Forward = null;
            if (!process.HasExited)
            {
                process.Kill();
                await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Runs it under the profiler.</summary>
    /// <exception cref="OperationCanceledException">It was abandoned, or ended before it had anything to tell.</exception>
    public static async Task<(CapturedProcess Captured, RunResult Result)> ProfileAsync(
        WorkloadSession session, PlannedRun run, (bool Probe, bool Stacks) how, IProgress<CaptureProgress> progress, Interrupts interrupts)
    {
        interrupts.Stop.ThrowIfCancellationRequested();
        var (command, arguments) = Command(session.WriteSpec(run));
        var capture = LaunchCapture.Start(new LaunchRequest(command, arguments, Duration: null, Children: false, how.Probe) { Stacks = how.Stacks }, TimeProvider.System);
        await using (capture.ConfigureAwait(false))
        {
            interrupts.Forward = capture.Signal;
            IReadOnlyList<CapturedProcess> captured = [];
            try
            {
                captured = await capture.ProfileAsync(progress, interrupts.Stop).WaitAsync(interrupts.Abandon).ConfigureAwait(false);
                var exitCode = await capture.WaitForExitAsync(interrupts.Abandon).ConfigureAwait(false);
                return (captured[0], await FinishAsync(session, run, exitCode, interrupts).ConfigureAwait(false));
            }
            catch (Exception e)
            {
                // Its folder is about to be removed, so it must be gone.
                await capture.KillAsync().ConfigureAwait(false);
                captured.ToList().ForEach(c => c.Dispose());
                // Ended by a signal before the profiler had got hold of it: no failure of either.
                if (e is IoTraceException && await interrupts.HaveEndedItAsync().ConfigureAwait(false))
                    throw new OperationCanceledException(e.Message, e, interrupts.Stop);

                throw;
            }
            finally
            {
                interrupts.Forward = null;
            }
        }
    }

    /// <summary>A signal may reach the process before it has begun to listen for any; then it leaves no result, and that is no failure.</summary>
    private static async Task<RunResult> FinishAsync(WorkloadSession session, PlannedRun run, int exitCode, Interrupts interrupts)
    {
        if (!session.HasResult && await interrupts.HaveEndedItAsync().ConfigureAwait(false))
            throw new OperationCanceledException(interrupts.Stop);

        return session.Finish(run, exitCode);
    }
}
