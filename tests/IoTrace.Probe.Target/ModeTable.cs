using IoTrace.Probe.Target.Modes;

namespace IoTrace.Probe.Target;

internal static class ModeTable
{
    private static readonly Dictionary<string, Func<string[], int>> s_modes = new(StringComparer.Ordinal)
    {
        ["known"] = KnownOperations.Run,
        ["errors"] = ErrorCodes.Run,
        ["read-loop"] = ReadLoop.Run,
        ["paced"] = PacedReads.Run,
        ["exact"] = ExactReads.Run,
        ["start-processes"] = ProcessStarts.Run,
        ["signals"] = Signals.Run,
        ["collections"] = Collections.Run,
        ["threads"] = Threads.Run,
        ["exceptions"] = Exceptions.Run,
        ["end"] = Endings.Run,
        ["end-after"] = LaunchedEndings.Run,
        ["pool-queue"] = PoolQueue.Run,
        ["reuse"] = DescriptorReuse.Run,
        ["paths"] = StrangePaths.Run,
        ["many-files"] = ManyFiles.Run,
        ["many-names"] = ManyNames.Run,
        ["timed"] = TimedOperations.Run,
        ["client"] = SocketClient.Run,
        ["server"] = SocketServer.Run,
        ["talk"] = Talk.Run,
        ["slow"] = SlowOperation.Run,
        ["exhausted"] = Exhausted.Run,
        ["collectible"] = Collectible.Run,
        ["guarded"] = Guarded.Run,
        ["idle"] = _ => Handshake.Wait(),
    };

    public static IEnumerable<string> Names => s_modes.Keys;

    public static int Run(string mode, string[] arguments) =>
        s_modes.TryGetValue(mode, out var run) ? run(arguments) : throw new ArgumentException($"no such mode: {mode}");
}
