namespace IoTrace.Cli.Commands;

/// <summary>Standard output in the place of a file.</summary>
internal static class StandardOutput
{
    private const string Name = "-";

    public static bool Is(string? path) => path == Name;
}
