using IoTrace.Capture.Os.Linux;
using IoTrace.Capture.Targets;

namespace IoTrace.Capture;

/// <summary>How a Ctrl+C comes to a launched command.</summary>
public static class TerminalSignals
{
    private const int Rounds = 25;
    private static readonly TimeSpan RoundTime = TimeSpan.FromMilliseconds(20);

    /// <summary>
    /// Whether the kernel sends a Ctrl+C to the launched command as well, because it shares the terminal's foreground process group
    /// with this one. To pass it on would send it twice.
    /// </summary>
    public static bool ReachTheWholeGroup => LibC.InTerminalForeground();

    /// <summary>Sends a signal to a process; nothing happens when it has ended.</summary>
    public static void Send(int pid, int number) => _ = LibC.Kill(pid, number);

    /// <summary>
    /// Sends a signal to a process and all that descends from it, as a terminal would: a shell does not pass on what it is sent, and
    /// would leave behind what it waits for. Takes up to half a second where one of them lives on.
    /// </summary>
    public static void SendToTree(int pid, int number)
    {
        // Listed before any is sent to: a parent that ends takes the way to its children with it.
        ProcessTree.Within(pid).ToList().ForEach(one => Send(one, number));
        for (var round = 0; round < Rounds && ProcessFacts.Exists(pid); round++)
        {
            // What the shell was about to start may not have been there, or was still the shell, whose handler took the signal.
            Thread.Sleep(RoundTime);
            ProcessTree.Within(pid).Where(one => ProcessFacts.DiesOf(one, number)).ToList().ForEach(one => Send(one, number));
        }
    }
}
