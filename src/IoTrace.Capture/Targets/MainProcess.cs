using System.Globalization;

namespace IoTrace.Capture.Targets;

/// <summary>Chooses, among the .NET processes of a command, the one that does the work.</summary>
internal static class MainProcess
{
    /// <summary>
    /// What was launched is what was meant, unless a process that it started takes this much more processor time: then it is a
    /// launcher itself.
    /// </summary>
    private const double ChildMustExceed = 2;

    /// <param name="reason">Which was chosen among several, and why; null when there was no choice.</param>
    public static Observed Choose(IReadOnlyList<Observed> observed, out string? reason)
    {
        var programs = observed.Where(o => !o.Tool).ToList();
        var candidates = programs.Count > 0 ? programs : [.. observed];
        var main = candidates[0];
        foreach (var later in candidates.Skip(1))
        {
            if (later.Capture.TargetCpu.Nanoseconds > ChildMustExceed * main.Capture.TargetCpu.Nanoseconds)
            {
                main = later;
            }
        }

        reason = observed.Count == 1 ? null : string.Create(
            CultureInfo.InvariantCulture,
            $"Of {observed.Count} .NET processes in this command, {main.Capture.Target.Name} ({main.Capture.Target.Pid}) does the work: it took {main.Capture.TargetCpu.Seconds:0.00} s of processor time{(programs.Count > 0 && programs.Count < observed.Count ? ", and the SDK's own processes do not count" : "")}. `--children` reports each.");
        return main;
    }
}
