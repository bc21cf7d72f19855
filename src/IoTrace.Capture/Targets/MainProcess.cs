using System.Globalization;

namespace IoTrace.Capture.Targets;

/// <summary>Chooses, among the .NET processes of a command, the one that does the work.</summary>
internal static class MainProcess
{
    /// <summary>A process that starts another and waits for it spends little itself: it has to spend this much more to be the one.</summary>
    private const double ParentMustExceed = 2;

    /// <param name="reason">Which was chosen among several, and why; null when there was no choice.</param>
    public static Observed Choose(IReadOnlyList<Observed> observed, out string? reason)
    {
        var programs = observed.Where(o => !o.Tool).ToList();
        var candidates = programs.Count > 0 ? programs : [.. observed];
        var main = candidates.MaxBy(o => o.Capture.TargetCpu.Nanoseconds)!;
        foreach (var child in candidates.Where(c => c.Parent == main.Capture.Target.Pid).OrderByDescending(c => c.Capture.TargetCpu.Nanoseconds))
        {
            if (main.Capture.TargetCpu.Nanoseconds < ParentMustExceed * child.Capture.TargetCpu.Nanoseconds)
            {
                main = child;
                break;
            }
        }

        reason = observed.Count == 1 ? null : string.Create(
            CultureInfo.InvariantCulture,
            $"Of {observed.Count} .NET processes in this command, {main.Capture.Target.Name} ({main.Capture.Target.Pid}) does the work: it took {main.Capture.TargetCpu.Seconds:0.00} s of processor time{(programs.Count > 0 && programs.Count < observed.Count ? ", and the SDK's own processes do not count" : "")}. `--children` reports each.");
        return main;
    }
}
