using System.ComponentModel;
using System.Diagnostics;

using IoTrace.Capture;
using IoTrace.Workloads.Comparison;
using IoTrace.Workloads.Measuring;

namespace IoTrace.Cli.Commands;

/// <summary>A user's command, run by the shell and measured from outside. It gets no input, and what it prints is thrown away.</summary>
internal sealed record CommandContender(string Name, string Command, Interrupts Interrupts) : Contender(Name, Interrupts)
{
    private const string Shell = "/bin/sh";
    private const int LongestError = 400;
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(1);

    public override async Task<RunFigures?> RunAsync()
    {
        Interrupts.Stop.ThrowIfCancellationRequested();
        var start = new ProcessStartInfo(Shell, ["-c", Command]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        var before = ResourceUse.OfEndedChildren();
        var began = Stopwatch.GetTimestamp();
        using var process = Start(start);
        Interrupts.Forward = number => TerminalSignals.SendToTree(process.Id, number);
        try
        {
            process.StandardInput.Close();
            var output = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
            var error = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync(Interrupts.Abandon).ConfigureAwait(false);
            var elapsed = Stopwatch.GetElapsedTime(began);
            // What it has left running in the background may hold the streams open for ever.
            await Task.WhenAny(Task.WhenAll(output, error), Task.Delay(LastWords)).ConfigureAwait(false);
            if (Interrupts.Stop.IsCancellationRequested || (process.ExitCode != 0 && await Interrupts.HaveEndedItAsync().ConfigureAwait(false)))
                return null;

            if (process.ExitCode != 0)
                throw new IoTraceException(Messages.CommandFailed(Command, process.ExitCode, error.IsCompleted ? Tail(await error.ConfigureAwait(false)) : ""), ExitCode.Failed);

            return RunFigures.Of(elapsed, ResourceUse.OfEndedChildren().Since(before));
        }
        finally
        {
            Interrupts.Forward = null;
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    /// <summary>A command in which no .NET process is seen has no verdict, and is compared all the same.</summary>
    public override async Task<Judgement> JudgeAsync()
    {
        Interrupts.Stop.ThrowIfCancellationRequested();
        string[] arguments = ["-c", $"exec </dev/null >/dev/null 2>&1\n{Command}"];
        var capture = LaunchCapture.Start(new LaunchRequest(Shell, arguments, Duration: null, Children: false, Probe: false), TimeProvider.System);
        await using (capture.ConfigureAwait(false))
        {
            Interrupts.Forward = capture.SignalAll;
            try
            {
                var captured = await capture.ProfileAsync(new Progress<CaptureProgress>(), Interrupts.Stop).WaitAsync(Interrupts.Abandon).ConfigureAwait(false);
                using (captured[0])
                {
                    await capture.WaitForExitAsync(Interrupts.Abandon).ConfigureAwait(false);
                    Interrupts.Stop.ThrowIfCancellationRequested();
                    return new Judgement(WorkloadText.Verdict(Analysis.Analyzer.Analyze(captured[0].Source).Verdict), null);
                }
            }
            catch (IoTraceException e)
            {
                return await Interrupts.HaveEndedItAsync().ConfigureAwait(false) ? throw new OperationCanceledException(e.Message, e, Interrupts.Stop) : new Judgement(null, e.Message);
            }
            finally
            {
                Interrupts.Forward = null;
                await capture.KillAsync().ConfigureAwait(false);
            }
        }
    }

    private Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new IoTraceException(Messages.CommandFailed(Command, ExitCode.Failed, e.Message), ExitCode.Failed, e);
        }
    }

    private static string Tail(string text) => text.Length <= LongestError ? text.Trim() : text[^LongestError..].Trim();
}
