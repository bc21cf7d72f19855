using System.Diagnostics;

namespace IoTrace.Testing.Target.Modes.Mixed;

/// <summary>
/// Does I/O (--kind fsync, cold-read or http) until --io has passed, then computes in the proportion of --cpu to --io. The
/// computing follows what the I/O really took: throttles work in bursts, and the share has to be right all the same.
/// </summary>
internal static class Mix
{
    public static void Start(Run run)
    {
        var cpu = run.Options.Time("cpu", 10);
        var io = run.Options.Time("io", 10);
        using var mixed = MixedIo.Open(run);
        long cpuTicks = 0, ioTicks = 0;
        run.Ready();
        while (run.Goes)
        {
            var start = Stopwatch.GetTimestamp();
            do mixed.Once();
            while (Stopwatch.GetElapsedTime(start) < io);

            var middle = Stopwatch.GetTimestamp();
            Busy.For((cpu / io) * Stopwatch.GetElapsedTime(start, middle));
            ioTicks += middle - start;
            cpuTicks += Stopwatch.GetTimestamp() - middle;
            run.Count();
        }

        Run.Say($"io-share {ioTicks / (double)(ioTicks + cpuTicks):F3}");
    }
}
