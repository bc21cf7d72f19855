namespace IoTrace.Workloads.Tests;

/// <summary>What strace -f -y wrote. Calls that were interrupted by another thread's take two lines, of which only the first is a call's.</summary>
internal sealed class SystemCallTrace
{
    private readonly List<string> lines;

    private SystemCallTrace(List<string> lines) => this.lines = lines;

    public static SystemCallTrace Read(string path) => new([.. File.ReadLines(path)]);

    /// <summary>Calls of a name in whose arguments all these texts stand.</summary>
    public int Count(string call, params string[] texts) =>
        lines.Count(line => line.Contains($" {call}(", StringComparison.Ordinal) && texts.All(t => line.Contains(t, StringComparison.Ordinal)));

    /// <summary>Calls of any name that have to do with a folder.</summary>
    public int Touching(string folder) => lines.Count(line => line.Contains(folder, StringComparison.Ordinal));
}
