using System.Runtime.InteropServices;

namespace IoTrace.Capture.Targets;

/// <summary>
/// The variables that name the profilers a runtime loads besides its main one (.NET 6 and later). A file that is no library is passed
/// over without a word.
/// </summary>
internal static class ProfilerVariables
{
    private const string Enable = "CORECLR_ENABLE_NOTIFICATION_PROFILERS";
    private const string List = "CORECLR_NOTIFICATION_PROFILERS";

    /// <summary>An identity that no profiler has.</summary>
    private const string ClassId = "{5a7f2f0e-7f0b-4e0c-9d8a-3f1f6b1c2d4e}";

    /// <summary>The first of these that is set is the one that the runtime reads.</summary>
    private static readonly string[] Lists =
        RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? [List + "_ARM64", List + "_64", List] : [List + "_64", List];

    /// <summary>Puts a path before the profilers that the user has asked for.</summary>
    public static void Add(IDictionary<string, string?> environment, string path)
    {
        var name = Lists.FirstOrDefault(one => environment.TryGetValue(one, out var set) && set is not null) ?? List;
        // Where they are switched off, the user's own stay off. The semicolon at the end is needed up to .NET 10.
        var own = environment.TryGetValue(Enable, out var enabled) && enabled is not null and not "0" ? environment[name] : null;
        environment[name] = $"{path}={ClassId};{own}";
        environment[Enable] = "1";
    }

    /// <summary>The variables as they were before, by name; null for one that was not set.</summary>
    public static IEnumerable<(string Name, string? Value)> Originals =>
        Lists.Append(Enable).Select(name => (name, Environment.GetEnvironmentVariable(name)));
}
