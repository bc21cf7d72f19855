using System.Collections.Immutable;
using System.Globalization;

using IoTrace.Analysis.Observations;

namespace IoTrace.Capture.Os.Linux;

/// <summary>
/// Sweeps over the target's threads on a thread of its own, and hands on what changed. Works on any process of the same user,
/// without root, and never touches the target itself.
/// </summary>
internal sealed class ThreadSampler : IDisposable
{
    /// <summary>200 sweeps a second resolve phases of some tens of milliseconds.</summary>
    private static readonly Duration ShortestRest = Duration.FromMilliseconds(5);

    /// <summary>Beyond this the timeline would be too coarse to be of use, whatever a sweep costs.</summary>
    private static readonly Duration LongestRest = Duration.FromMilliseconds(250);

    private static readonly Duration TaskListInterval = Duration.FromMilliseconds(20);
    private static readonly Duration UsageInterval = Duration.FromMilliseconds(100);

    /// <summary>The share of one processor that the sampler may take.</summary>
    private const double CpuBudget = 0.018;

    private readonly int pid;
    private readonly IOsSampleSink sink;
    private readonly ResourceTable resources;
    private readonly ProcessWatch process;
    private readonly Dictionary<int, ThreadWatch> watches = [];
    private readonly SamplingPace pace = new(ShortestRest, LongestRest, CpuBudget);
    private readonly ManualResetEventSlim stop = new();
    private readonly Thread thread;
    private readonly byte[] buffer = new byte[4096];
    private readonly ImmutableArray<ThreadSnapshot>.Builder changed = ImmutableArray.CreateBuilder<ThreadSnapshot>();
    private Timestamp tasksListedAt = new(long.MinValue / 2);
    private Timestamp usageReadAt = new(long.MinValue / 2);

    public ThreadSampler(int pid, IOsSampleSink sink)
    {
        this.pid = pid;
        this.sink = sink;
        resources = new ResourceTable(pid);
        process = new ProcessWatch(pid);
        thread = new Thread(Run) { IsBackground = true, Name = "iotrace sampler", Priority = ThreadPriority.AboveNormal };
    }

    /// <summary>Whether the kernel hid system calls of any thread (Yama's ptrace_scope).</summary>
    public bool CallsHidden { get; private set; }

    /// <summary>Processor time of all threads of the target that were seen, since they began.</summary>
    public Duration TargetCpu { get; private set; }

    /// <summary>Sweeps done so far.</summary>
    public long Sweeps { get; private set; }

    /// <summary>Processor time the sampler itself has taken.</summary>
    public Duration CpuTime { get; private set; }

    /// <summary>What ended the sampler early, if anything did.</summary>
    public Exception? Failure { get; private set; }

    public void Start() => thread.Start();

    /// <summary>Takes a last sweep and ends. Safe to call twice.</summary>
    public void Stop()
    {
        stop.Set();
        if (thread.IsAlive)
        {
            thread.Join();
        }
    }

    public void Dispose()
    {
        Stop();
        stop.Dispose();
        process.Dispose();
        foreach (var watch in watches.Values)
        {
            watch.Dispose();
        }

        watches.Clear();
    }

    private void Run()
    {
        try
        {
            var stopping = false;
            while (true)
            {
                var before = LibC.ThreadCpuTime();
                var alive = Sweep(stopping);
                var cost = new Duration(LibC.ThreadCpuTime() - before);
                CpuTime += cost;
                Sweeps++;
                if (stopping || !alive)
                {
                    return;
                }

                stopping = stop.Wait(TimeSpan.FromMilliseconds(pace.Next(cost).Seconds * 1000));
            }
        }
        catch (IOException e)
        {
            // The recording cannot be written any more (a full disk): say so at the end, and leave the other collectors alone.
            Failure = e;
        }
    }

    private bool Sweep(bool last)
    {
        var now = new Timestamp(LibC.MonotonicNow());
        if (now - tasksListedAt >= TaskListInterval || last)
        {
            ListTasks(now);
        }

        List<int>? gone = null;
        foreach (var (tid, watch) in watches)
        {
            var before = watch.OnCpu;
            if (watch.Look(now, resources, buffer, out var snapshot))
            {
                TargetCpu += snapshot.OnCpu - before;
                changed.Add(snapshot);
                if (snapshot.Exited)
                {
                    (gone ??= []).Add(tid);
                }
            }

            CallsHidden |= watch.CallsHidden;
        }

        foreach (var tid in gone ?? [])
        {
            watches.Remove(tid, out var watch);
            watch?.Dispose();
        }

        foreach (var seen in resources.TakeFresh())
        {
            sink.Write(seen with { At = now });
        }

        sink.Write(new ThreadSweep(now, changed.ToImmutable()));
        changed.Clear();
        if (now - usageReadAt >= UsageInterval || last)
        {
            sink.Write(process.Read(now, buffer));
            usageReadAt = now;
        }

        return watches.Count > 0;
    }

    private void ListTasks(Timestamp now)
    {
        tasksListedAt = now;
        string[] tasks;
        try
        {
            tasks = Directory.GetDirectories(ProcPath.Tasks(pid));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return;
        }

        foreach (var task in tasks)
        {
            var tid = int.Parse(Path.GetFileName(task.AsSpan()), CultureInfo.InvariantCulture);
            if (!watches.TryGetValue(tid, out var watch))
            {
                if (ThreadWatch.TryOpen(pid, tid) is not { } opened)
                {
                    continue;
                }

                watch = opened;
                watches.Add(tid, watch);
            }

            if (watch.TakeNewName(buffer) is { } name)
            {
                sink.Write(new ThreadNamed(now, watch.Thread, name));
            }
        }
    }
}
