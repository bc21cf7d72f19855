using System.Diagnostics;
using System.Globalization;

namespace IoTrace.Testing.Target.Modes.Processes;

/// <summary>Starts a program that says nothing for --period and then its result, and reads that, over and over.</summary>
internal static class ProcessOutput
{
    public static void Start(Run run)
    {
        var seconds = run.Options.Time("period", 2000).TotalSeconds.ToString(CultureInfo.InvariantCulture);
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
            Dump.Read(seconds);
            run.Count();
        }
    }

    private static async Task RunAllAsync(Run run, string seconds)
    {
        while (run.Goes)
        {
            await Dump.ReadAsync(seconds).ConfigureAwait(false);
            run.Count();
        }
    }
}

/// <summary>User code around the child; the name profiles must show.</summary>
internal static class Dump
{
    public static string Read(string seconds)
    {
        using var process = Start(seconds);
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return text;
    }

    public static async Task<string> ReadAsync(string seconds)
    {
        // As most programs do, with a limit that is never reached: its timer runs down all the while.
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        using var process = Start(seconds);
        var text = await process.StandardOutput.ReadToEndAsync(limit.Token).ConfigureAwait(false);
        await process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
        return text;
    }

    private static Process Start(string seconds) =>
        Process.Start(new ProcessStartInfo("/bin/sh", ["-c", $"sleep {seconds}; echo done"]) { RedirectStandardOutput = true })!;
}
