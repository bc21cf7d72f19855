using IoTrace.Analysis.Observations;

namespace IoTrace.Analysis.Timeline;

/// <summary>
/// Processor time of the process that none of the looked-at threads has: that of threads which lived between two looks, and what
/// a thread used between its last look and its end.
/// </summary>
/// <remarks>
/// The process's total is read before the threads' and so never exceeds their sum by what they use meanwhile; the first one, which the
/// others are compared with, is read after them. What is found is therefore never too much.
/// </remarks>
internal sealed class UnseenTime
{
    /// <summary>Stands for all threads that have no row of their own.</summary>
    public static readonly ThreadId Thread = new(0);

    /// <summary>The name of <see cref="Thread"/>.</summary>
    public const string Name = "(short-lived threads)";

    private Duration seen;
    private Duration? offset;
    private Duration found;
    private Duration taken;

    /// <summary>Where the totals stand at the window's start.</summary>
    public void Begin(Duration threads, Duration? process)
    {
        seen = threads;
        offset = process - threads;
    }

    /// <summary>A looked-at thread has used this much more.</summary>
    public void Seen(Duration grown) => seen += grown;

    /// <summary>The process's total, when it was read.</summary>
    public void Told(Duration? process)
    {
        if (process is { } total && offset is { } start && total - seen - start is var more && more > found)
        {
            found = more;
        }
    }

    /// <summary>What was found since this was last asked.</summary>
    public Duration Take()
    {
        var more = found - taken;
        taken = found;
        return more;
    }
}
