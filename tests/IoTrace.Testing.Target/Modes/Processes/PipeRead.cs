namespace IoTrace.Testing.Target.Modes.Processes;

/// <summary>Reads the output of a child that writes a line every 20 ms.</summary>
internal static class PipeRead
{
    public static void Start(Run run)
    {
        var period = run.Options.Time("period", 20);
        using var child = Self.Start(["tick", "--period", $"{period.TotalMilliseconds}ms", "--seconds", "3600"], redirect: true);
        try
        {
            child.StandardOutput.ReadLine();
            run.Ready();
            if (run.Options.Has("async"))
                ReadAllAsync(run, child.StandardOutput).GetAwaiter().GetResult();
            else
                while (run.Goes && Feed.Next(child.StandardOutput) is not null) run.Count();
        }
        finally
        {
            Self.End(child);
        }
    }

    private static async Task ReadAllAsync(Run run, TextReader feed)
    {
        while (run.Goes && await Feed.NextAsync(feed).ConfigureAwait(false) is not null) run.Count();
    }
}

/// <summary>Reads its own standard input line by line until it ends.</summary>
internal static class StdinRead
{
    public static void Start(Run run)
    {
        run.Ready();
        // Console.In goes through the terminal code of the runtime; that is the way most programs read.
        while (run.Goes && Feed.Next(Console.In) is not null) run.Count();
    }
}

/// <summary>Writes a line every so often, to the standard output or to --output, until its reader goes away.</summary>
internal static class Tick
{
    public static void Start(Run run)
    {
        var period = run.Options.Time("period", 20);
        if (run.Options.Text("output") is { } path) Console.SetOut(new StreamWriter(path));
        try
        {
            run.Ready();
            for (var i = 0; run.Goes; i++)
            {
                Thread.Sleep(period);
                Run.Say($"tick {i}");
            }
        }
        catch (IOException)
        {
            // The reader has closed the pipe: nothing is left to do.
        }
    }
}

/// <summary>User code around the read; the name profiles must show.</summary>
internal static class Feed
{
    public static string? Next(TextReader reader) => reader.ReadLine();

    public static async Task<string?> NextAsync(TextReader reader) => await reader.ReadLineAsync().ConfigureAwait(false);
}
