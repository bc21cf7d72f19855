using System.Globalization;
using System.Runtime.InteropServices;

using IoTrace.Analysis.Results;

namespace IoTrace.Cli;

/// <summary>What <c>--verbose</c> shows on the error stream: each step with the seconds since the start, what was collected, and what the tool used.</summary>
internal sealed class StepLog(Terminal terminal, TimeProvider clock)
{
    private const double BytesPerMebibyte = 1024 * 1024;
    private readonly long start = clock.GetTimestamp();

    public void Begin() => Write($"iotrace {ToolBuild.Version}, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}, {Environment.ProcessorCount} CPUs");

    /// <param name="step">What was done or begins; text from outside is escaped on its way.</param>
    public void Write(string step) =>
        terminal.Say(string.Create(CultureInfo.InvariantCulture, $"[{clock.GetElapsedTime(start).TotalSeconds,7:0.000} s] {SafeText.Of(step)}"), quiet: false);

    /// <summary>What a diagnosis stands on: its window and its collectors.</summary>
    public void Write(Diagnosis diagnosis)
    {
        Write(string.Create(
            CultureInfo.InvariantCulture,
            $"Analyzed {diagnosis.Target.Name}: a window of {diagnosis.Window.DurationSeconds:0.000} s, {diagnosis.Quality.EventsLost} events lost"));
        foreach (var collector in diagnosis.Quality.Collectors)
            Write($"Collector {collector.Name}: {string.Join("; ", new[] { collector.Status, collector.Reason, collector.Remedy }.OfType<string>())}");
    }

    public void End(int exitCode)
    {
        using var self = System.Diagnostics.Process.GetCurrentProcess();
        Write(string.Create(
            CultureInfo.InvariantCulture,
            $"Exit code {exitCode}; iotrace used {Environment.CpuUsage.TotalTime.TotalSeconds:0.00} s of CPU time and {self.PeakWorkingSet64 / BytesPerMebibyte:0} MiB at most"));
    }
}
