namespace IoTrace.Fuzz;

/// <summary>The whole files that damaged ones are made of.</summary>
internal static class SeedFiles
{
    public static IReadOnlyList<(string Name, byte[] Content)> In(string folder) =>
        [.. Directory.GetFiles(folder).Order(StringComparer.Ordinal).Select(file => (Path.GetFileName(file), File.ReadAllBytes(file)))];
}
