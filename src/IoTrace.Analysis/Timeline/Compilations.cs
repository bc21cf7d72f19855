using IoTrace.Analysis.Observations;

namespace IoTrace.Analysis.Timeline;

/// <summary>Which threads are compiling.</summary>
internal sealed class Compilations
{
    /// <summary>A compilation without an end for this long has lost its end event, or has failed. Chosen: a method takes milliseconds to compile.</summary>
    private static readonly Duration Longest = Duration.FromSeconds(1);

    private readonly Dictionary<ThreadId, (int Depth, Timestamp Since)> threads = [];

    /// <summary>One begins; perhaps within another.</summary>
    public void Begin(ThreadId thread, Timestamp at) => threads[thread] = (threads.GetValueOrDefault(thread).Depth + 1, at);

    public void End(ThreadId thread)
    {
        if (threads.TryGetValue(thread, out var compilation) && compilation.Depth > 1)
        {
            threads[thread] = compilation with { Depth = compilation.Depth - 1 };
        }
        else
        {
            threads.Remove(thread);
        }
    }

    /// <summary>Nobody knows which of them still go on.</summary>
    public void Clear() => threads.Clear();

    /// <summary>The thread has ended.</summary>
    public void Forget(ThreadId thread) => threads.Remove(thread);

    /// <summary>Whether the thread is compiling.</summary>
    public bool Goes(ThreadId thread, Timestamp now)
    {
        if (threads.TryGetValue(thread, out var compilation) && now - compilation.Since > Longest)
        {
            threads.Remove(thread);
            return false;
        }

        return compilation.Depth > 0;
    }
}
