using System.Diagnostics;
using System.Globalization;

namespace IoTrace.Fuzz;

/// <summary>One run of the tool on a file.</summary>
/// <param name="Fault">What is wrong with the way it ended; null when nothing is.</param>
/// <param name="Cpu">CPU time of it and all that it started.</param>
/// <param name="PeakBytes">Most memory that one of its processes had at a time.</param>
internal sealed record ToolRun(string? Fault, TimeSpan Cpu, long PeakBytes)
{
    private const string Line = "iotrace-fuzz";

    public static ToolRun Of(string tool, string file, TimeSpan limit)
    {
        // GNU time tells the CPU time and the peak of whatever has been waited for.
        var start = new ProcessStartInfo("/usr/bin/time", ["-f", $"{Line} %U %S %M", tool, "report", file, "--json", "-"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(limit))
        {
            process.Kill(entireProcessTree: true);
            return new ToolRun("hangs", limit, 0);
        }

        var figures = error.Result.Split('\n').FirstOrDefault(line => line.StartsWith(Line, StringComparison.Ordinal))?.Split(' ');
        var fault = process.ExitCode is not (0 or 2 or 125) ? $"exit code {process.ExitCode}"
            : error.Result.Contains("unexpected error", StringComparison.Ordinal) || error.Result.Contains("   at ", StringComparison.Ordinal) ? "an unexpected error"
            : process.ExitCode != 0 && !error.Result.StartsWith("iotrace: ", StringComparison.Ordinal) ? "no message"
            : process.ExitCode == 0 && output.Result.Length == 0 ? "no report"
            : null;
        return figures is { Length: 4 }
            ? new ToolRun(fault, TimeSpan.FromSeconds(Number(figures[1]) + Number(figures[2])), (long)(Number(figures[3]) * 1024))
            : new ToolRun(fault ?? "no figures: /usr/bin/time is needed", default, 0);
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
