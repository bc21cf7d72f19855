using System.Globalization;

namespace IoTrace.Testing.Target.Modes.Processes;

/// <summary>
/// Starts one thread after another that computes for a few milliseconds and is gone, so that no sampler can see them all. Tells at its
/// end what the whole process has used.
/// </summary>
internal static class BriefThreads
{
    public static void Start(Run run)
    {
        run.Ready();
        while (run.Goes)
        {
            var thread = new Thread(() => Busy.For(TimeSpan.FromMilliseconds(3))) { Name = "brief" };
            thread.Start();
            thread.Join();
            run.Count();
        }

        Run.Say(string.Create(CultureInfo.InvariantCulture, $"processor-seconds {Environment.CpuUsage.TotalTime.TotalSeconds}"));
    }
}
