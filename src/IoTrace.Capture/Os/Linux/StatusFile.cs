namespace IoTrace.Capture.Os.Linux;

/// <summary>The files of procfs that have a line for each fact, such as <c>status</c> and <c>cgroup</c>.</summary>
internal static class StatusFile
{
    /// <summary>Its lines; none where it is gone or forbidden.</summary>
    public static string[] Lines(string path)
    {
        try
        {
            return File.ReadAllLines(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>What stands behind a name and a colon; null when it is not there. The first one counts: names of programs come escaped, and before it.</summary>
    public static string? Field(string path, string name) =>
        Lines(path).FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.Ordinal))?[(name.Length + 1)..].Trim();
}
