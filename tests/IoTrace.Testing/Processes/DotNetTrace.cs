namespace IoTrace.Testing;

/// <summary>The runtime's own trace tool, which has to be able to read what is recorded, and whose files can be read.</summary>
public static class DotNetTrace
{
    private const string Version = "10.0.750501";
    private static readonly Lazy<(string? Path, string? Reason)> _tool = new(Install);

    /// <summary>The path of the command.</summary>
    public static string Path => _tool.Value.Path ?? throw new InvalidOperationException(Unavailable);

    /// <summary>Why it cannot be had here; null when it can.</summary>
    public static string? Unavailable => _tool.Value.Reason;

    private static (string?, string?) Install()
    {
        var folder = new TempFolder();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Dispose();
        var result = ToolRunner.Run("dotnet", "tool", "install", "dotnet-trace", "--version", Version, "--tool-path", folder.Path);
        return result.ExitCode == 0
            ? (folder.At("dotnet-trace"), null)
            : (null, $"dotnet-trace {Version} cannot be installed: {result.Error.Trim()} {result.Output.Trim()}");
    }
}
