namespace IoTrace.Probe.Events;

/// <summary>
/// Commands on their way from the runtime's callback to the probe's thread. No lock is held while anything else happens.
/// </summary>
internal static class ProbeCommands
{
    private static readonly object s_gate = new();
    private static readonly AutoResetEvent s_posted = new(initialState: false);
    private static readonly List<ProbeCommand> s_commands = [];
    private static volatile bool s_isSessionGone;

    /// <summary>
    /// True from the moment the last session has ended, before anybody has got to acting on it. The runtime tells of an end also when
    /// one of several sessions ends, so the source is asked.
    /// </summary>
    public static bool IsSessionGone => s_isSessionGone && ProbeLifecycle.Events?.IsEnabled() != true;

    public static void Post(ProbeCommand command)
    {
        s_isSessionGone = command.IsEnd;
        lock (s_gate)
            s_commands.Add(command);
        s_posted.Set();
    }

    /// <summary>Waits for a command, at most so long.</summary>
    public static void Wait(int milliseconds) => s_posted.WaitOne(milliseconds);

    public static ProbeCommand[] TakeAll()
    {
        lock (s_gate)
        {
            ProbeCommand[] taken = [.. s_commands];
            s_commands.Clear();
            return taken;
        }
    }
}
