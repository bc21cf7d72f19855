using System.Runtime.CompilerServices;
using IoTrace.Probe;

/// <summary>
/// Entry point the runtime calls when a diagnostic client applies the startup hook. Called again for each later
/// application; then the probe that is there flushes what it holds, so that a reader gets the last deltas.
/// </summary>
internal static class StartupHook
{
    /// <summary>
    /// An exception that leaves this method ends the target (.NET 9 and newer). So it names nothing that would have to be loaded:
    /// what cannot be loaded or compiled fails in the call, inside the try.
    /// </summary>
    public static void Initialize()
    {
#pragma warning disable CA1031 // Whatever goes wrong, the target must go on as if the probe had not come.
        try
        {
            Enter();
        }
        catch
        {
            // The tool finds that the probe has not said hello, and says so.
        }
#pragma warning restore CA1031
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Enter() => ProbeLifecycle.Load();
}
