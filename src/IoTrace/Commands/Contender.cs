using System.ComponentModel;
using System.Diagnostics;

using IoTrace.Capture;
using IoTrace.Workloads.Comparison;
using IoTrace.Workloads.Measuring;

namespace IoTrace.Cli.Commands;

/// <summary>Something that can be run again and again.</summary>
internal abstract record Contender(string Name)
{
    /// <summary>One run; null when it was stopped before its end.</summary>
    public abstract Task<RunFigures?> RunAsync(Interrupts interrupts);

    /// <summary>What the profiler says; null where it is not asked.</summary>
    public virtual Task<string?> JudgeAsync(Interrupts interrupts) => Task.FromResult<string?>(null);
}

/// <summary>A bundled workload.</summary>
internal sealed record WorkloadContender(string Name, PlannedRun Plan, WorkloadSession Session) : Contender(Name)
{
    private static readonly TimeSpan LeastProfiled = TimeSpan.FromSeconds(2);

    public override async Task<RunFigures?> RunAsync(Interrupts interrupts)
    {
        var result = await WorkloadProcess.RunBareAsync(Session, Plan, interrupts).ConfigureAwait(false);
        return result.Interrupted || interrupts.Stop.IsCancellationRequested ? null : RunFigures.Of(result);
    }

    public override async Task<string?> JudgeAsync(Interrupts interrupts)
    {
        var plan = Plan.Settings.Duration < LeastProfiled ? Plan with { Settings = Plan.Settings with { Duration = LeastProfiled } } : Plan;
        var (captured, _) = await WorkloadProcess.ProfileAsync(Session, plan, probe: true, new Progress<CaptureProgress>(), interrupts).ConfigureAwait(false);
        using (captured)
            return WorkloadText.Verdict(Analysis.Analyzer.Analyze(captured.Source).Verdict);
    }
}

/// <summary>A user's command, run by the shell and measured from outside.</summary>
internal sealed record CommandContender(string Name, string Command) : Contender(Name)
{
    private const int LongestError = 400;

    public override async Task<RunFigures?> RunAsync(Interrupts interrupts)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", Command]) { RedirectStandardOutput = true, RedirectStandardError = true };
        var before = ResourceUse.OfEndedChildren();
        var began = Stopwatch.GetTimestamp();
        using var process = Start(start);
        interrupts.Forward = number => TerminalSignals.Send(process.Id, number);
        try
        {
            var output = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
            var error = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync(interrupts.Abandon).ConfigureAwait(false);
            var elapsed = Stopwatch.GetElapsedTime(began);
            await output.ConfigureAwait(false);
            if (interrupts.Stop.IsCancellationRequested)
                return null;

            if (process.ExitCode != 0)
                throw new IoTraceException(Messages.CommandFailed(Command, process.ExitCode, Tail(await error.ConfigureAwait(false))), ExitCode.Failed);

            return RunFigures.Of(elapsed, ResourceUse.OfEndedChildren().Since(before));
        }
        finally
        {
            interrupts.Forward = null;
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
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
