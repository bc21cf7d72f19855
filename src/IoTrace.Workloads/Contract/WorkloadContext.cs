using System.Diagnostics;

using IoTrace.Workloads.Data;
using IoTrace.Workloads.Measuring;

namespace IoTrace.Workloads;

/// <summary>What a workload is given.</summary>
/// <param name="settings">Its settings.</param>
/// <param name="directory">The folder it may write to.</param>
/// <param name="serverPort">Where its server listens; 0 without one.</param>
/// <param name="stop">Ends it early.</param>
public sealed class WorkloadContext(WorkloadSettings settings, string directory, int serverPort, CancellationToken stop)
{
    private static readonly TimeSpan LongestNap = TimeSpan.FromMilliseconds(50);
    private long deadline = long.MaxValue;
    private PassMeter meter = new();

    public WorkloadSettings Settings { get; } = settings;

    public int ServerPort { get; } = serverPort;

    /// <summary>In verification: the requests that the workload's server answered in the run; null without a server.</summary>
    public long? Served { get; init; }

    /// <summary>Ends the workload early; a pass that is cut short does not count.</summary>
    public CancellationToken Stop { get; } = stop;

    /// <summary>Takes down what is done in the pass.</summary>
    public Recorder Recorder { get; private set; } = new();

    /// <summary>Whether a pass that goes on for as long as it may is to go on.</summary>
    public bool Goes => !Stop.IsCancellationRequested && Stopwatch.GetTimestamp() < deadline;

    /// <summary>Time left for such a pass.</summary>
    public TimeSpan Left => deadline == long.MaxValue ? Settings.Duration : Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), deadline);

    public string PathOf(string name) => Path.Combine(directory, name);

    /// <summary>Blocks the thread for a time, and hardly longer than the pass is to go on.</summary>
    public void Sleep(TimeSpan time)
    {
        for (var left = time; left > TimeSpan.Zero && Goes; left -= LongestNap)
            Thread.Sleep(left < LongestNap ? left : LongestNap);
    }

    /// <summary>Drops a file from the page cache where the settings say so.</summary>
    public void Cool(string path)
    {
        if (Settings.Cache == CacheState.Cold)
            PageCache.Drop(path);
    }

    /// <summary>Does something in the middle of a pass that is no part of it: its time and costs do not count, and the deadline waits for it.</summary>
    public void Aside(Action action)
    {
        meter.Stop();
        var began = Stopwatch.GetTimestamp();
        action();
        if (deadline != long.MaxValue)
            deadline += Stopwatch.GetTimestamp() - began;

        meter.Start();
    }

    internal void BeginPass(Recorder recorder, PassMeter measured, TimeSpan limit)
    {
        (Recorder, meter) = (recorder, measured);
        deadline = Stopwatch.GetTimestamp() + (long)(limit.TotalSeconds * Stopwatch.Frequency);
    }
}
