using System.Diagnostics;

namespace IoTrace.Testing.Target.Modes.Processes;

/// <summary>Starts a program that takes a while, and waits for it, over and over.</summary>
internal static class ProcessWait
{
    public static void Start(Run run)
    {
        var seconds = run.Options.Text("sleep") ?? "0.2";
        run.Ready();
        if (run.Options.Has("async"))
            RunAllAsync(run, seconds).GetAwaiter().GetResult();
        else
            RunAll(run, seconds);
    }

    private static void RunAll(Run run, string seconds)
    {
        while (run.Goes)
        {
            Tool.RunToEnd("sleep", seconds);
            run.Count();
        }
    }

    private static async Task RunAllAsync(Run run, string seconds)
    {
        while (run.Goes)
        {
            await Tool.RunToEndAsync("sleep", seconds).ConfigureAwait(false);
            run.Count();
        }
    }
}

/// <summary>User code around the wait; the name profiles must show.</summary>
internal static class Tool
{
    public static void RunToEnd(string command, string argument)
    {
        using var process = Process.Start(command, argument);
        process.WaitForExit();
    }

    public static async Task RunToEndAsync(string command, string argument)
    {
        using var process = Process.Start(command, argument);
        await process.WaitForExitAsync().ConfigureAwait(false);
    }
}
