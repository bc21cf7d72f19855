using System.Reflection;

namespace IoTrace.Probe.Events;

/// <summary>
/// Activity.Current of the target, bound by reflection and only when the target itself has loaded its assembly: the probe must
/// neither bring nor need it, and trimming may have taken it away.
/// </summary>
internal static class CurrentActivity
{
    private const string AssemblyName = "System.Diagnostics.DiagnosticSource";

    /// <summary>Longer names are cut: an event that is too large would be lost as a whole.</summary>
    private const int LongestName = 200;

    private static readonly object s_gate = new();
    private static IActivityReader? s_reader;
    private static Assembly? s_loaded;
    private static bool s_watches;

    /// <summary>Looks for the assembly among the loaded ones, and from now on among those that are loaded later.</summary>
    public static void Watch()
    {
        lock (s_gate)
        {
            if (s_reader != null || s_watches)
                return;
            s_watches = true;
            AppDomain.CurrentDomain.AssemblyLoad += AssemblyLoaded;
        }
        foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies())
            Notice(assembly);
        Bind();
    }

    public static void Unwatch()
    {
        lock (s_gate)
        {
            if (!s_watches)
                return;
            s_watches = false;
            AppDomain.CurrentDomain.AssemblyLoad -= AssemblyLoaded;
        }
    }

    /// <summary>Binds to what was loaded since the last time; not for the target's own threads.</summary>
    public static void Bind()
    {
        if (Interlocked.Exchange(ref s_loaded, null) is not { } assembly)
            return;
#pragma warning disable CA1031 // A strange assembly of that name must neither end the target nor a round of the probe.
        try
        {
            s_reader = ReaderOf(assembly);
        }
        catch (Exception)
        {
            s_reader = null;
        }
#pragma warning restore CA1031
        if (s_reader != null)
            Unwatch();
    }

    private static IActivityReader? ReaderOf(Assembly assembly) =>
        assembly.GetType("System.Diagnostics.Activity") is { } type && type.GetProperty("Current")?.GetMethod is { } current
            && (type.GetProperty("DisplayName") ?? type.GetProperty("OperationName"))?.GetMethod is { } name
            && type.GetProperty("Id")?.GetMethod is { } id
            ? (IActivityReader?)Activator.CreateInstance(typeof(ActivityReader<>).MakeGenericType(type), current, name, id)
            : null;

    /// <summary>Name and id; empty outside of any activity. Throws nothing, whatever the target's activity does.</summary>
    public static (string Name, string Id) Read()
    {
#pragma warning disable CA1031 // An operation is told without its activity rather than not at all.
        try
        {
            if (s_reader?.Read() is not { } activity)
                return ("", "");
            return (Cut(activity.Name ?? ""), activity.Id ?? "");
        }
        catch (Exception)
        {
            return ("", "");
        }
#pragma warning restore CA1031
    }

    private static string Cut(string name) => name.Length <= LongestName ? name
        : name[..(char.IsHighSurrogate(name[LongestName - 1]) ? LongestName - 1 : LongestName)];

    private static void AssemblyLoaded(object? sender, AssemblyLoadEventArgs loaded) => Notice(loaded.LoadedAssembly);

    /// <summary>Only takes a note: this can be the target's thread, in the middle of loading.</summary>
    private static void Notice(Assembly assembly)
    {
#pragma warning disable CA1031 // Nothing may be thrown into the target's loading of its own assemblies.
        try
        {
            // One that can be unloaded must not be held.
            if (!assembly.IsCollectible && assembly.FullName is { } name && name.StartsWith(AssemblyName + ",", StringComparison.Ordinal))
                Volatile.Write(ref s_loaded, assembly);
        }
        catch (Exception)
        {
            // Then no operation has an activity.
        }
#pragma warning restore CA1031
    }
}
