using System.Globalization;

namespace IoTrace.Testing.Target.Modes.Processes;

/// <summary>Starts one copy of this program for each mode named, passes --seconds on, and waits for all of them.</summary>
internal static class Children
{
    public static void Start(Run run)
    {
        var modes = new List<string>();
        for (var i = 0; run.Options.PositionText(i) is { } mode; i++) modes.Add(mode);
        if (modes.Count == 0) modes.AddRange(["cpu-loop", "delay"]);
        var seconds = run.Options.Real("seconds", 10).ToString(CultureInfo.InvariantCulture);
        var children = modes.Select(mode =>
        {
            // Each child reports to this process alone: two "ready" lines on one stream would confuse a reader.
            var child = Self.Start([mode, "--seconds", seconds], redirect: true);
            Run.Say($"child {child.Id} {mode}");
            child.OutputDataReceived += (_, _) => { };
            child.BeginOutputReadLine();
            return child;
        }).ToList();

        run.Ready();
        foreach (var child in children)
        {
            child.WaitForExit();
            run.Count();
            child.Dispose();
        }
    }
}
