using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace IoTrace.Probe.Target.Modes;

/// <summary>Loads a copy of the activities' assembly that can be unloaded, unloads it, and says whether it has gone.</summary>
internal static class Collectible
{
    public static int Run(string[] arguments)
    {
        Handshake.Wait();
        var gone = Load();
        for (var end = Environment.TickCount64 + 10_000; gone.IsAlive && Environment.TickCount64 < end; Thread.Sleep(50))
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        return Handshake.Done($"{!gone.IsAlive}");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Load()
    {
        var context = new AssemblyLoadContext("plug-in", isCollectible: true);
        context.LoadFromAssemblyPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "System.Diagnostics.DiagnosticSource.dll"));
        // A round of the probe, which looks for activities.
        Thread.Sleep(500);
        context.Unload();
        return new WeakReference(context);
    }
}
