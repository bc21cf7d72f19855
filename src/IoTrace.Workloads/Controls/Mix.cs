using System.Diagnostics;

using IoTrace.Workloads.Data;
using IoTrace.Workloads.Measuring;

namespace IoTrace.Workloads.Controls;

/// <summary>As much of both as is asked for.</summary>
public sealed class Mix : Workload
{
    private const string Log = "mix.log";
    private const int RecordSize = 4096;
    private const int Clear = 4;
    private const double Near = 1.5;

    public override WorkloadInfo Info { get; } = new(
        "mix", WorkloadGroup.Control, "Appends and syncs records for --io, then computes for --cpu, in turns.", Dials.Cpu | Dials.Io,
        new WorkloadSettings(),
        [
            new("cpu-user", "--cpu four times --io and more", s => s.Cpu >= s.Io * Clear),
            new("file-sync", "--io four times --cpu and more, on a disk", s => s.Io >= s.Cpu * Clear),
            new("mixed", "--cpu and --io alike, on a disk", s => s.Cpu <= s.Io * Near && s.Io <= s.Cpu * Near),
        ]);

    public override long SpaceOfRun(WorkloadSettings settings) => 64 << 20;

    public override void Reset(WorkloadContext context) => File.Delete(context.PathOf(Log));

    public override Task RunAsync(WorkloadContext context)
    {
        var (io, share) = (context.Settings.Io, context.Settings.Cpu / context.Settings.Io);
        using var file = File.OpenHandle(context.PathOf(Log), FileMode.CreateNew, FileAccess.Write);
        var record = new byte[RecordSize];
        SeededData.Fill(record, context.Settings.Seed, 0);
        while (context.Goes)
        {
            var start = Stopwatch.GetTimestamp();
            do
            {
                RandomAccess.Write(file, record, 0);
                RandomAccess.FlushToDisk(file);
                context.Recorder.Synced();
            }
            while (context.Goes && Stopwatch.GetElapsedTime(start) < io);

            // In proportion to what the I/O really took, for a slow disk overshoots.
            var middle = Stopwatch.GetTimestamp();
            var computing = Stopwatch.GetElapsedTime(start, middle) * share;
            while (context.Goes && Stopwatch.GetElapsedTime(middle) < computing)
                Thread.SpinWait(50);

            // A turn that was cut short by the end is none.
            if (Stopwatch.GetElapsedTime(start, middle) >= io && Stopwatch.GetElapsedTime(middle) >= computing)
                context.Recorder.Done(start);
        }

        return Task.CompletedTask;
    }

    public override string? Verify(WorkloadContext context, RunResult result) =>
        result.Total.Syncs >= result.Total.Operations ? null : $"{result.Total.Operations:N0} turns had {result.Total.Syncs:N0} syncs.";
}
