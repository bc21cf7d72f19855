using System.Globalization;

using IoTrace.Capture.Targets;

namespace IoTrace.Capture.Os.Linux;

/// <summary>
/// Which other processes had the CPU while one was watched. Two looks at <c>/proc/*/stat</c> tell it: one at the beginning, one at the end.
/// A process that began and ended in between is not seen.
/// </summary>
internal sealed class NeighbourSurvey
{
    /// <summary>A neighbour with less of a CPU than this is not worth a name.</summary>
    private const double LeastShare = 0.1;

    private const int Most = 3;
    private const double TickSeconds = 0.01;

    private readonly int target;
    private readonly long began = LibC.MonotonicNow();
    private readonly Dictionary<int, (long Ticks, long StartedAt)> before;

    public NeighbourSurvey(int target)
    {
        this.target = target;
        before = Look().ToDictionary(p => p.Pid, p => (p.Ticks, p.StartedAt));
    }

    /// <summary>The busiest others, in words; null where none was busy.</summary>
    public string? Tell()
    {
        var seconds = (LibC.MonotonicNow() - began) / 1e9;
        var busy = Look().Where(p => p.Pid != target && p.Pid != Environment.ProcessId)
            .Select(p => (p.Pid, Share: (p.Ticks - TicksBefore(p.Pid, p.StartedAt)) * TickSeconds / seconds))
            .Where(p => p.Share >= LeastShare).OrderByDescending(p => p.Share).ToList();
        if (seconds <= 0 || busy.Count == 0)
        {
            return null;
        }

        var named = busy.Take(Most).Select(p => string.Create(CultureInfo.InvariantCulture, $"{ProcessFacts.Name(p.Pid)} (pid {p.Pid}) {p.Share * 100:0} %"));
        return $"Other processes used the CPU, in % of one CPU: {string.Join(", ", named)}{(busy.Count > Most ? $", and {busy.Count - Most} more" : "")}.";
    }

    /// <summary>A process that was not there before, or another one under the same id, had nothing.</summary>
    private long TicksBefore(int pid, long startedAt) => before.TryGetValue(pid, out var seen) && seen.StartedAt == startedAt ? seen.Ticks : 0;

    private static IEnumerable<(int Pid, long Ticks, long StartedAt)> Look() => Directory.EnumerateDirectories(ProcPath.Root)
        .Select(folder => int.TryParse(Path.GetFileName(folder.AsSpan()), CultureInfo.InvariantCulture, out var pid) ? pid : 0)
        .Where(pid => pid > 0)
        .Select(pid => (Pid: pid, Stat: ProcessStat(pid)))
        .Where(p => p.Stat is not null)
        .Select(p => (p.Pid, p.Stat!.Value.Ticks, p.Stat.Value.StartedAt));

    /// <summary>Ticks in user and kernel mode, and when it began; proc_pid_stat(5). The name in between may hold anything, a bracket too.</summary>
    private static (long Ticks, long StartedAt)? ProcessStat(int pid)
    {
        try
        {
            var text = File.ReadAllText($"{ProcPath.Root}/{pid}/stat");
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture), long.Parse(fields[19], CultureInfo.InvariantCulture));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
