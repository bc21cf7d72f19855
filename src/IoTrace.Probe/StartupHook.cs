using IoTrace.Probe;

/// <summary>
/// Entry point the runtime calls when a diagnostic client applies the startup hook. Called again for each later
/// application; then the probe that is there flushes what it holds, so that a reader gets the last deltas.
/// </summary>
internal static class StartupHook
{
    public static void Initialize() => ProbeLifecycle.Load();
}
