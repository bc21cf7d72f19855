using System.Reflection;

namespace IoTrace.Cli;

/// <summary>Which build this is.</summary>
internal static class ToolBuild
{
    /// <summary>The version, and behind a plus the commit it was built from, as .NET tools show it.</summary>
    public static string Version { get; } = typeof(ToolBuild).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
}
