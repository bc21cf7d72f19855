using System.Reflection;

namespace IoTrace.Cli;

/// <summary>Which build this is.</summary>
internal static class ToolBuild
{
    /// <summary>The version, and behind a plus the commit it was built from, as .NET tools show it.</summary>
    public static string Version { get; } = typeof(ToolBuild).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>The folder with the documentation that came with the tool; null where it did not.</summary>
    public static string? Documentation { get; } = FindDocumentation(AppContext.BaseDirectory);

    /// <param name="tool">The tool's own folder: docs lie beside it, or at the root of its package (tools/net10.0/any).</param>
    private static string? FindDocumentation(string tool) => ((string[])["docs", "../../../docs"])
        .Select(docs => Path.GetFullPath(Path.Combine(tool, docs)))
        .FirstOrDefault(docs => File.Exists(Path.Combine(docs, "commands.md")));
}
