namespace IoTrace.Capture.Guard;

/// <summary>
/// The command that runs this tool again: its own executable (also the one that <c>dotnet tool install</c> makes), or the dotnet host
/// with the tool's assembly.
/// </summary>
public static class OwnCommand
{
    private const string Host = "dotnet";
    private const string Assembly = "iotrace.dll";

    /// <summary>Whether this process is the tool, and not another program that uses its parts.</summary>
    public static bool IsKnown => File.Exists(Path.Combine(AppContext.BaseDirectory, Assembly));

    /// <summary>The command, and its arguments in front of others.</summary>
    public static (string Command, IReadOnlyList<string> Arguments) With(IReadOnlyList<string> arguments)
    {
        var path = Environment.ProcessPath ?? throw new InvalidOperationException("This process has no path.");
        return Path.GetFileNameWithoutExtension(path) == Host
            ? (path, [Path.Combine(AppContext.BaseDirectory, Assembly), .. arguments])
            : (path, arguments);
    }
}
