using System.IO.Pipes;

namespace IoTrace.Testing.Target.Modes.Processes;

/// <summary>
/// Holds many threads, to weigh what looking at each of them costs: <c>idle</c> ones that wait for an event, <c>blocked</c> ones
/// in a read of a pipe each, or <c>switching</c> ones that wake up again and again.
/// </summary>
internal static class ManyThreads
{
    private static readonly TimeSpan _nap = TimeSpan.FromMilliseconds(50);

    public static void Start(Run run)
    {
        var end = new ManualResetEvent(false);
        Action<int> wait = run.Options.PositionText(1) switch
        {
            "blocked" => _ => ReadNothing(),
            "switching" => i => WakeUpAgainAndAgain(run, end, i),
            _ => _ => end.WaitOne(),
        };
        var count = run.Options.Position(0, 200);
        var threads = Enumerable.Range(0, count).Select(i => new Thread(() => wait(i), 256 << 10)
        {
            Name = $"idle {i}",
            IsBackground = true,
        }).ToList();
        threads.ForEach(t => t.Start());
        run.Ready();
        Thread.Sleep(run.Rest);
        // Not waited for: those that read a pipe never end by themselves.
        end.Set();
        run.Count(count);
    }

    private static void WakeUpAgainAndAgain(Run run, ManualResetEvent end, int thread)
    {
        // Not all at the same time.
        for (end.WaitOne(thread % 50); !end.WaitOne(_nap);) run.Count();
    }

    private static void ReadNothing()
    {
        using var server = new AnonymousPipeServerStream(PipeDirection.In);
        _ = server.ReadByte();
    }
}
