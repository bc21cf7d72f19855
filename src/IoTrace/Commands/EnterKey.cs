using IoTrace.Capture;

namespace IoTrace.Cli.Commands;

/// <summary>Enter ends a recording, as in dotnet-trace.</summary>
internal sealed class EnterKey : IDisposable
{
    private readonly CancellationTokenSource stop = new();

    private EnterKey(Action pressed)
    {
        // A thread of its own, which nothing waits for: it may be looking at the terminal when the recording ends.
        var token = stop.Token;
        new Thread(() => Wait(pressed, token)) { IsBackground = true, Name = "iotrace enter" }.Start();
    }

    /// <summary>Begins to look; null where standard input is no terminal. What is launched reads it too: not for that.</summary>
    public static EnterKey? Watch(Terminal terminal, Action pressed) =>
        terminal.InputIsTerminal && OperatingSystem.IsLinux() ? new EnterKey(pressed) : null;

    public void Dispose() => stop.Cancel();

    private static void Wait(Action pressed, CancellationToken stop)
    {
        if (TerminalInput.WaitForEnter(stop))
        {
            pressed();
        }
    }
}
