using System.Collections.Immutable;
using System.Globalization;

using IoTrace.Analysis.Observations;

namespace IoTrace.Capture.Os.Linux;

/// <summary>The target's threads: finds new ones, looks at each, and lets go of those that have ended.</summary>
internal sealed class ThreadRoster(int pid, ResourceTable resources) : IDisposable
{
    /// <summary>New threads are looked for as often as this, and listed when their number has changed or one has yet to take its name.</summary>
    private static readonly Duration Interval = Duration.FromMilliseconds(20);

    /// <summary>They are listed at least as often as this: one that ends as another begins changes no number.</summary>
    private static readonly Duration LongestInterval = Duration.FromMilliseconds(100);

    private readonly string tasks = ProcPath.Tasks(pid);

    /// <summary>Kept open: of a process that is gone it tells nothing, whoever bears its id by then.</summary>
    private readonly ProcFile? life = ProcFile.TryOpen(ProcPath.Stat(pid), out _);

    /// <summary>Whether its threads have other ids for itself than for us.</summary>
    private readonly bool hasOwnIds = NamespaceIds.OfProcess(pid) != pid;
    private readonly Dictionary<int, ThreadWatch> watches = [];
    private readonly List<ThreadNamed> named = [];
    private readonly List<int> gone = [];
    private Timestamp listedAt = new(long.MinValue / 2);
    private uint? count;
    private bool mayBeNamed;

    /// <summary>Threads that have not ended.</summary>
    public int Count => watches.Count;

    /// <summary>Whether the kernel hid system calls of any thread (Yama's ptrace_scope).</summary>
    public bool CallsHidden { get; private set; }

    /// <summary>Processor time of all threads that were seen, since they began.</summary>
    public Duration Cpu { get; private set; }

    /// <summary>Finds new threads, where it is time to.</summary>
    /// <param name="always">Whether to look however little time has passed.</param>
    /// <returns>The threads that have taken a name, valid until the next call.</returns>
    public IReadOnlyList<ThreadNamed> List(Timestamp now, bool always, byte[] buffer)
    {
        named.Clear();
        if (!always && !IsDue(now - listedAt))
            return named;

        listedAt = now;
        // Before the list: a thread that comes in between is found by the next look at the number.
        count = LibC.Links(tasks);
        mayBeNamed = false;
        foreach (var task in Tasks())
        {
            var tid = int.Parse(Path.GetFileName(task.AsSpan()), CultureInfo.InvariantCulture);
            if (!watches.TryGetValue(tid, out var watch))
            {
                if (IdOf(tid) is not { } thread || ThreadWatch.TryOpen(pid, tid, thread) is not { } opened)
                    continue;

                if (IsGone(buffer))
                {
                    opened.Dispose();
                    return named;
                }

                watch = opened;
                watches.Add(tid, watch);
            }

            if (watch.TakeNewName(buffer) is { } name)
                named.Add(new ThreadNamed(now, watch.Thread, name));

            mayBeNamed |= watch.MayBeNamed;
        }

        return named;
    }

    /// <summary>Looks at every thread, and adds those in which something has changed.</summary>
    public void Look(Timestamp now, byte[] buffer, ImmutableArray<ThreadSnapshot>.Builder changed)
    {
        gone.Clear();
        foreach (var (tid, watch) in watches)
        {
            var before = watch.OnCpu;
            if (watch.Look(now, resources, buffer, out var snapshot))
            {
                Cpu += snapshot.OnCpu - before;
                changed.Add(snapshot);
                if (snapshot.Exited)
                    gone.Add(tid);
            }

            CallsHidden |= watch.CallsHidden;
        }

        foreach (var tid in gone)
        {
            watches.Remove(tid, out var watch);
            watch?.Dispose();
            // Another may have taken its place.
            count = null;
        }
    }

    public void Dispose()
    {
        foreach (var watch in watches.Values)
            watch.Dispose();

        watches.Clear();
        life?.Dispose();
    }

    /// <summary>Its id in the recording: the one that the runtime's events bear too.</summary>
    private ThreadId? IdOf(int tid) => hasOwnIds ? NamespaceIds.OfThread(pid, tid) is { } inner ? new ThreadId(inner) : null : new ThreadId(tid);

    private bool IsGone(byte[] buffer) => life is null || life.Read(buffer).IsEmpty;

    private bool IsDue(Duration sinceListed) => sinceListed >= LongestInterval
        || (sinceListed >= Interval && (mayBeNamed || LibC.Links(tasks) is not { } now || now != count));

    private string[] Tasks()
    {
        try
        {
            return Directory.GetDirectories(tasks);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
