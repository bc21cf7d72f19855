using System.Globalization;

using IoTrace.Capture;
using IoTrace.Reports.Formatting;

namespace IoTrace.Cli;

/// <summary>How far a capture is, and what is left of it.</summary>
internal sealed class ProgressLine(Terminal terminal, bool quiet) : IProgress<CaptureProgress>, IDisposable
{
    private const int BarWidth = 20;
    private readonly LiveLine line = new(terminal, quiet);

    public void Report(CaptureProgress value) => line.Show(string.Create(
        CultureInfo.InvariantCulture,
        $"{Bar(value)} {value.Elapsed.TotalSeconds,5:0.0} s{Left(value)}  {value.Target ?? "waiting for a .NET process"}  {Quantity.Bytes(value.Bytes)} of events"));

    public void Dispose() => line.Dispose();

    private static string Left(in CaptureProgress value) => value.Total is { } total
        ? string.Create(CultureInfo.InvariantCulture, $", {Math.Max(0, (total - value.Elapsed).TotalSeconds):0} s left")
        : "";

    private static string Bar(in CaptureProgress value)
    {
        if (value.Total is not { TotalSeconds: > 0 } total)
        {
            return "profiling";
        }

        var done = (int)Math.Clamp(BarWidth * value.Elapsed / total, 0, BarWidth);
        return $"[{new string('#', done)}{new string('.', BarWidth - done)}]";
    }
}
