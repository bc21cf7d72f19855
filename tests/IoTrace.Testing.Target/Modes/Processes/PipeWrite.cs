namespace IoTrace.Testing.Target.Modes.Processes;

/// <summary>Writes to a child that takes 64 KiB every --period: the pipe is full, and the write waits for its reader.</summary>
internal static class PipeWrite
{
    public static void Start(Run run)
    {
        var period = run.Options.Time("period", 20);
        using var child = Self.Start(["drain", "--period", $"{period.TotalMilliseconds}ms", "--seconds", "3600"], redirect: true, feed: true);
        try
        {
            var block = new byte[Drain.Block];
            var pipe = child.StandardInput.BaseStream;
            // What the pipe holds by itself is written before anybody waits.
            for (var i = 0; i < 2; i++) Printer.Print(pipe, block);
            run.Ready();
            if (run.Options.Has("async"))
                PrintAllAsync(run, pipe, block).GetAwaiter().GetResult();
            else
                PrintAll(run, pipe, block);
        }
        finally
        {
            Self.End(child);
        }
    }

    private static void PrintAll(Run run, Stream pipe, byte[] block)
    {
        while (run.Goes)
        {
            Printer.Print(pipe, block);
            run.Count();
        }
    }

    private static async Task PrintAllAsync(Run run, Stream pipe, byte[] block)
    {
        while (run.Goes)
        {
            await Printer.PrintAsync(pipe, block).ConfigureAwait(false);
            run.Count();
        }
    }
}

/// <summary>Takes 64 KiB from its standard input every --period.</summary>
internal static class Drain
{
    public const int Block = 1 << 16;

    public static void Start(Run run)
    {
        var period = run.Options.Time("period", 20);
        var block = new byte[Block];
        using var input = Console.OpenStandardInput();
        run.Ready();
        while (run.Goes && input.ReadAtLeast(block, Block, throwOnEndOfStream: false) == Block) Thread.Sleep(period);
    }
}

/// <summary>User code around the write; the name profiles must show.</summary>
internal static class Printer
{
    public static void Print(Stream pipe, byte[] block) => pipe.Write(block);

    public static async Task PrintAsync(Stream pipe, byte[] block) => await pipe.WriteAsync(block).ConfigureAwait(false);
}
