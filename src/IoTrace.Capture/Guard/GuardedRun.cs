using System.Diagnostics;
using System.Globalization;

namespace IoTrace.Capture.Guard;

/// <summary>One run of the tool in a process with limits. What it says on its error stream is kept, and told only where it ended by itself.</summary>
internal sealed class GuardedRun
{
    private const int LongestError = 1 << 20;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    private GuardedRun(int exitCode, string error, string? fault) => (ExitCode, Error, Fault) = (exitCode, error, fault);

    public int ExitCode { get; }

    /// <summary>What it wrote to its error stream.</summary>
    public string Error { get; }

    /// <summary>Why it did not do its work, as the end of a sentence; null where it did.</summary>
    public string? Fault { get; }

    /// <summary>Runs it and waits for its end.</summary>
    public static GuardedRun Of(IReadOnlyList<string> arguments, GuardRole role, IReadOnlyCollection<string> without, GuardLimits limits)
    {
        var (command, words) = OwnCommand.With(arguments);
        var start = new ProcessStartInfo(command, words) { UseShellExecute = false, RedirectStandardError = true };
        start.Environment[GuardedProcess.RoleVariable] = role.ToString();
        start.Environment[GuardedProcess.WithoutVariable] = string.Join('\n', without);
        start.Environment["DOTNET_GCHeapHardLimit"] = limits.HeapBytes.ToString("x", CultureInfo.InvariantCulture);
        using var process = Process.Start(start)!;
        var error = Task.Run(() => ReadError(process.StandardError));
        var fault = Watch(process, limits);
        process.WaitForExit();
        return new GuardedRun(process.ExitCode, error.Result, fault ?? FaultOf(process.ExitCode));
    }

    private static string? Watch(Process process, GuardLimits limits)
    {
        var begun = Stopwatch.GetTimestamp();
        while (!process.WaitForExit(Look))
        {
            if (FaultOf(process, Stopwatch.GetElapsedTime(begun), limits) is { } fault)
            {
                process.Kill();
                return fault;
            }
        }

        return null;
    }

    private static string? FaultOf(Process process, TimeSpan elapsed, GuardLimits limits)
    {
        try
        {
            process.Refresh();
            return process.WorkingSet64 > limits.ResidentBytes ? $"to read it takes more than {limits.ResidentBytes >> 20} MiB of memory"
                : process.TotalProcessorTime > limits.Cpu || elapsed > limits.Elapsed ? $"to read it takes more than {limits.Cpu.TotalSeconds:0} s"
                : null;
        }
        catch (InvalidOperationException)
        {
            // It has just ended.
            return null;
        }
    }

    private static string? FaultOf(int exitCode)
    {
        const int FirstSignal = 128;
        return exitCode == GuardedProcess.Broken ? "what it says cannot be taken into memory, or contradicts itself"
            : exitCode > FirstSignal ? "the reader of its events breaks down over it"
            : null;
    }

    private static string ReadError(StreamReader reader)
    {
        var kept = new System.Text.StringBuilder();
        var buffer = new char[4096];
        while (reader.Read(buffer) is var count && count > 0)
        {
            kept.Append(buffer.AsSpan(0, Math.Min(count, LongestError - kept.Length)));
        }

        return kept.ToString();
    }
}
