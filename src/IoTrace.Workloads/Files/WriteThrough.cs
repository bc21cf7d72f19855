using IoTrace.Workloads.Data;
using IoTrace.Workloads.Measuring;

namespace IoTrace.Workloads.Files;

/// <summary>O_SYNC: durability without a call that says so, which is why it is hard to see.</summary>
public sealed class WriteThrough : Workload
{
    private const string Name = "journal.bin";

    public override WorkloadInfo Info { get; } = new(
        "write-through", WorkloadGroup.Files, "Writes blocks with FileOptions.WriteThrough: each is durable when the write returns.",
        Dials.Size | Dials.Buffer, new WorkloadSettings { Size = 64 << 20, Buffer = 4 << 10 }, [new("file-sync", "on a disk", _ => true)]);

    public override long SpaceOfRun(WorkloadSettings settings) => settings.Size + settings.Buffer;

    public override void Reset(WorkloadContext context) => File.Delete(context.PathOf(Name));

    public override Task RunAsync(WorkloadContext context)
    {
        var settings = context.Settings;
        using var file = File.OpenHandle(context.PathOf(Name), FileMode.CreateNew, FileAccess.Write, options: FileOptions.WriteThrough);
        var block = new byte[settings.Buffer];
        SeededData.Fill(block, settings.Seed, 0);
        var blocks = Math.Max(1, settings.Size / settings.Buffer);
        for (long i = 0; context.Goes; i++)
        {
            var began = Recorder.Now();
            RandomAccess.Write(file, block, i % blocks * block.Length);
            context.Recorder.Done(began, block.Length);
            context.Recorder.Synced();
        }

        return Task.CompletedTask;
    }

    public override string? Verify(WorkloadContext context, RunResult result)
    {
        var settings = context.Settings;
        var expected = Math.Min(result.LastPass.Operations, Math.Max(1, settings.Size / settings.Buffer)) * settings.Buffer;
        var length = new FileInfo(context.PathOf(Name)).Length;
        return length == expected ? null : $"the file has {length:N0} bytes instead of {expected:N0}.";
    }
}
