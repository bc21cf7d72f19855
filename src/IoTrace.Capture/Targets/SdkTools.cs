using IoTrace.Capture.Os.Linux;

namespace IoTrace.Capture.Targets;

/// <summary>Tells the .NET SDK's own processes (the command line, MSBuild nodes, the compiler server, the test console) from programs.</summary>
internal static class SdkTools
{
    /// <summary>Whether the process runs an assembly that lies in an SDK's folder.</summary>
    public static bool IsOne(int pid)
    {
        var arguments = ProcessFacts.Arguments(pid);
        var host = Path.GetFileName(LibC.ReadLink(ProcPath.Executable(pid)) ?? "");
        if (host != "dotnet")
        {
            return arguments.Length > 0 && arguments[0].Contains("/sdk/", StringComparison.Ordinal) && arguments[0].Contains("/dotnet/", StringComparison.Ordinal);
        }

        var assembly = arguments.Skip(1).FirstOrDefault(a => a.EndsWith(".dll", StringComparison.OrdinalIgnoreCase));
        // `dotnet run`, `dotnet test`: the command line itself, which is an assembly of the SDK.
        return assembly is null || (arguments.ElementAtOrDefault(1) is { } verb && !verb.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) && verb is not "exec")
            || (assembly.Contains("/sdk/", StringComparison.Ordinal) && File.Exists(Path.Combine(Path.GetDirectoryName(assembly)!, "MSBuild.dll")));
    }
}
