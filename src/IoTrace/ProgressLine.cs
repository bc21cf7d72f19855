using System.Globalization;

using IoTrace.Capture;

namespace IoTrace.Cli;

/// <summary>One line on the error stream that shows how far a capture is; nothing where no person watches.</summary>
internal sealed class ProgressLine(Terminal terminal, bool quiet) : IProgress<CaptureProgress>, IDisposable
{
    private const int BarWidth = 20;
    private readonly Lock gate = new();
    private int shown;

    public void Report(CaptureProgress value)
    {
        if (quiet || !terminal.ErrorIsTerminal)
        {
            return;
        }

        var line = Terminal.Fit(string.Create(
            CultureInfo.InvariantCulture,
            $"{Bar(value)} {value.Elapsed.TotalSeconds,5:0.0} s  {Reports.Formatting.SafeText.Of(value.Target ?? "waiting for a .NET process")}{(value.Processes > 1 ? $" and {value.Processes - 1} more" : "")}  {Reports.Formatting.Quantity.Bytes(value.Bytes)} of events"));
        lock (gate)
        {
            terminal.Error.Write("\r" + line.PadRight(shown));
            shown = line.Length;
        }
    }

    /// <summary>Wipes the line.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            if (shown > 0)
            {
                terminal.Error.Write("\r" + new string(' ', shown) + "\r");
                shown = 0;
            }
        }
    }

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
