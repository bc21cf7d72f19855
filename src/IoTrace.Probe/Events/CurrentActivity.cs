using System.Reflection;

namespace IoTrace.Probe.Events;

/// <summary>
/// Activity.Current of the target, read by reflection and only when the target itself has loaded its assembly: the probe
/// must neither bring nor need it, and trimming may have taken it away.
/// </summary>
internal static class CurrentActivity
{
    private const string AssemblyName = "System.Diagnostics.DiagnosticSource";

    private static PropertyInfo? s_current;
    private static PropertyInfo? s_name;
    private static PropertyInfo? s_id;

    /// <summary>Looks for the assembly; called at activation and with each flush until it is found.</summary>
    public static void Find()
    {
        if (s_current != null)
            return;
        foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies())
        {
            if (assembly.GetName().Name != AssemblyName || assembly.GetType("System.Diagnostics.Activity") is not { } type)
                continue;
            s_name = type.GetProperty("OperationName");
            s_id = type.GetProperty("Id");
            s_current = type.GetProperty("Current");
            return;
        }
    }

    public static (string Name, string Id) Read()
    {
        if (s_current?.GetValue(null) is not { } activity)
            return ("", "");
        return (s_name?.GetValue(activity) as string ?? "", s_id?.GetValue(activity) as string ?? "");
    }
}
