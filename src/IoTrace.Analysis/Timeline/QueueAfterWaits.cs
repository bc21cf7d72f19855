namespace IoTrace.Analysis.Timeline;

/// <summary>
/// How much of a thread's time on the run queue comes after waits, and not because it was put off its CPU. Its CPU time has room for only so many
/// turns that ended so, and all other turns began with the end of a wait.
/// </summary>
internal sealed class QueueAfterWaits
{
    /// <summary>
    /// A thread is put off its CPU to make room for others after no shorter turn than this, in seconds. The kernel's usual slices are longer
    /// (0.7 ms on one CPU, 2.8 ms on eight and more, times the number of those that wait).
    /// </summary>
    private const double ShortestTurn = 1e-3;

    /// <summary>What a slice counts for in the next one: a thread may have few turns in a slice, and changes its ways within some.</summary>
    private const double Memory = 0.8;

    private double cpu;
    private double off;
    private double turns;

    /// <summary>The part, 0 to 1; of the time off the CPU and on it where the kernel does not count turns.</summary>
    /// <param name="onCpu">Seconds on a CPU in this slice.</param>
    /// <param name="offCpu">Seconds neither on a CPU nor on the run queue.</param>
    /// <param name="count">How often it got a CPU.</param>
    public double Part(double onCpu, double offCpu, long count)
    {
        cpu = (Memory * cpu) + onCpu;
        off = (Memory * off) + offCpu;
        turns = (Memory * turns) + count;
        return turns > 0 ? Math.Max(0, 1 - (cpu / ShortestTurn / turns))
            : off > 0 ? off / (off + cpu)
            : 0;
    }
}
