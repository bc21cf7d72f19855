using IoTrace.Reports.Formatting;

namespace IoTrace.Cli;

/// <summary>One line on the error stream that is written over and over; nothing where no person watches.</summary>
internal sealed class LiveLine : IDisposable
{
    private readonly Lock gate = new();
    private readonly Terminal terminal;
    private readonly bool isShown;
    private int width;

    public LiveLine(Terminal terminal, bool quiet)
    {
        this.terminal = terminal;
        isShown = !quiet && terminal.ErrorIsTerminal;
        terminal.Live = this;
    }

    public void Show(string text)
    {
        if (!isShown)
        {
            return;
        }

        var line = Cells.Head(SafeText.Of(text), Terminal.Columns - 1);
        lock (gate)
        {
            terminal.Draw(Cells.PadRight(line, width));
            width = Cells.Width(line);
        }
    }

    /// <summary>Wipes it, so that something else can be said.</summary>
    public void Erase()
    {
        lock (gate)
        {
            if (width > 0)
            {
                terminal.Draw(new string(' ', width) + "\r");
                width = 0;
            }
        }
    }

    public void Dispose()
    {
        Erase();
        terminal.Live = null;
    }
}
