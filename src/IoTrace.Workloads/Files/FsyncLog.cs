using IoTrace.Workloads.Data;
using IoTrace.Workloads.Measuring;

namespace IoTrace.Workloads.Files;

/// <summary>What every database does when it commits.</summary>
public sealed class FsyncLog : Workload
{
    private const string Log = "orders.log";

    public override WorkloadInfo Info { get; } = new(
        "fsync-log", WorkloadGroup.Files, "Appends records to a log and makes each durable with fsync.",
        Dials.Size | Dials.Buffer | Dials.Durability,
        new WorkloadSettings { Size = 64 << 20, Buffer = 4 << 10, Durability = Durability.Each },
        [
            new("file-sync", "--durability each, on a disk", s => s.Durability == Durability.Each),
            new("cpu-kernel-io", "--durability none or end: the kernel keeps the records in memory", _ => true),
        ]);

    public override long SpaceOfRun(WorkloadSettings settings) => settings.Size + settings.Buffer;

    public override void Reset(WorkloadContext context) => File.Delete(context.PathOf(Log));

    public override Task RunAsync(WorkloadContext context)
    {
        var settings = context.Settings;
        using var file = File.OpenHandle(context.PathOf(Log), FileMode.CreateNew, FileAccess.Write);
        var record = new byte[settings.Buffer];
        for (long offset = 0; context.Goes; offset += record.Length)
        {
            // Round and round: the log may not grow without bound.
            var place = offset % Math.Max(record.Length, settings.Size / record.Length * record.Length);
            SeededData.Fill(record.AsSpan(0, Math.Min(record.Length, SeededData.WordSize)), settings.Seed, place);
            var began = Recorder.Now();
            RandomAccess.Write(file, record, place);
            if (settings.Durability == Durability.Each)
                Sync();

            context.Recorder.Done(began, record.Length);
        }

        if (settings.Durability == Durability.End)
            Sync();

        return Task.CompletedTask;

        void Sync()
        {
            RandomAccess.FlushToDisk(file);
            context.Recorder.Synced();
        }
    }

    public override string? Verify(WorkloadContext context, RunResult result)
    {
        var (settings, last) = (context.Settings, result.LastPass);
        var length = new FileInfo(context.PathOf(Log)).Length;
        var expected = Math.Min(last.Operations, Math.Max(1, settings.Size / settings.Buffer)) * settings.Buffer;
        if (length != expected)
            return $"the log has {length:N0} bytes instead of {expected:N0}.";

        return settings.Durability == Durability.Each && last.Syncs != last.Operations
            ? $"{last.Operations:N0} records were synced {last.Syncs:N0} times."
            : null;
    }
}
