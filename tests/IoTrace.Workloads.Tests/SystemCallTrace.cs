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

    /// <summary>Calls that begin while another thread is in the other call; lines are in the order in which strace saw calls begin and end.</summary>
    /// <param name="begun">A call's name, and a text that stands in its arguments.</param>
    /// <param name="under">The same of the other one.</param>
    public int BegunDuring((string Call, string Text) begun, (string Call, string Text) under)
    {
        var (threads, count) = (new HashSet<string>(), 0);
        foreach (var line in lines)
        {
            var thread = line.Split(' ')[0];
            if (line.Contains($"<... {under.Call} resumed", StringComparison.Ordinal))
                threads.Remove(thread);
            else if (Is(under) && line.EndsWith("<unfinished ...>", StringComparison.Ordinal))
                threads.Add(thread);
            else if (Is(begun) && threads.Count > 0)
                count++;

            bool Is((string Call, string Text) call) => line.Contains($" {call.Call}(", StringComparison.Ordinal) && line.Contains(call.Text, StringComparison.Ordinal);
        }

        return count;
    }

    /// <summary>Calls of any name that have to do with a folder.</summary>
    public int Touching(string folder) => lines.Count(line => line.Contains(folder, StringComparison.Ordinal));
}
