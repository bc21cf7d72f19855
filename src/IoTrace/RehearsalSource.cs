using System.Collections.Immutable;

using IoTrace.Analysis.Observations;
using IoTrace.Analysis.Results;

namespace IoTrace.Cli;

/// <summary>A made-up recording with a little of everything that is common.</summary>
internal sealed class RehearsalSource : IRecordingSource
{
    private const int Main = 1;
    private const int Worker = 2;
    private const int Sweeps = 64;
    private static readonly Duration Interval = Duration.FromMilliseconds(5);
    private static readonly ResourceId Log = new(1);
    private static readonly ImmutableArray<string>[] Stacks =
    [
        [],
        ["App.Program.Main(String[])", "App.Model.Compute()"],
        ["App.Program.Main(String[])", "App.Store.Append()", "System.IO.RandomAccess.FlushToDisk(Microsoft.Win32.SafeHandles.SafeFileHandle)"],
        ["System.Threading.PortableThreadPool+WorkerThread.WorkerThreadStart()", "System.Threading.LowLevelLifoSemaphore.Wait(int32)"],
    ];

    public RecordingFacts Facts { get; } = new(
        new TargetInfo(Main, "app", "10.0.0", "linux-x64", 0, "app"), DateTimeOffset.UnixEpoch, default(Timestamp), At(Sweeps), 2,
        [new CollectorStatus("eventpipe", "ok", null, null), new CollectorStatus("probe", "off", "not asked for", "add --probe")], ["A note."], 0.1);

    public IEnumerable<Observation> Read()
    {
        yield return new ThreadNamed(At(0), new ThreadId(Worker), ".NET TP Worker");
        yield return new ResourceSeen(At(0), Log, ResourceKind.File, "/srv/app.log");
        for (var sweep = 0; sweep <= Sweeps; sweep++)
        {
            var at = At(sweep);
            if (sweep % 20 == 0)
            {
                yield return new ProcessUsage(at, sweep, sweep, sweep, sweep, 0, 0, Duration.Zero, new Duration(at.Nanoseconds));
            }

            yield return new ThreadSweep(at, [Look(Main, at, sweep % 4 == 3), Look(Worker, at, sweep % 2 == 0)]);
            foreach (var observation in Between(sweep, at + Duration.FromMilliseconds(1)))
            {
                yield return observation;
            }
        }
    }

    public ImmutableArray<string> Frames(StackId stack) => Stacks[stack.Value];

    private static IEnumerable<Observation> Between(int sweep, Timestamp at)
    {
        var main = new ThreadId(Main);
        var key = new Guid(sweep, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        return sweep switch
        {
            8 => [new StackSample(at, main, new StackId(1), true), new StackSample(at, main, new StackId(2), false),
                new StackSample(at, new ThreadId(Worker), new StackId(3), false), new StackSamplingEnded(at)],
            12 => [new GcPauseStarted(at, main), new GcCollected(at, 0, main), new GcPauseEnded(at + Duration.FromMilliseconds(1))],
            16 => [new JitStarted(at, main), new JitEnded(at + Duration.FromMilliseconds(1), main)],
            20 => [new ContentionStarted(at, main, 1, null), new ContentionEnded(at + Duration.FromMilliseconds(1), main)],
            24 => [new NetworkStarted(at, key, "http", "api.example", 80), new NetworkEnded(at + Duration.FromMilliseconds(1), key, "http", false)],
            28 => [new PoolWorkersChanged(at, 1), new PoolAdjusted(at, PoolAdjustmentReason.Other, 2), new PoolQueueSampled(at, 0), new PoolItemsCompleted(at, 1)],
            _ => [],
        };
    }

    private static ThreadSnapshot Look(int thread, Timestamp at, bool blocked) => new(
        new ThreadId(thread), new Duration(at.Nanoseconds / 2), Duration.Zero,
        !blocked ? SystemCallKind.Running : thread == Main ? SystemCallKind.Sync : SystemCallKind.Futex,
        Timed: false, blocked && thread == Main ? Log : ResourceId.None, StackPointer: blocked ? 4096UL : 0, (int)(at.Nanoseconds / 20_000_000), 0, Exited: false);

    private static Timestamp At(int sweep) => new(sweep * Interval.Nanoseconds);
}
