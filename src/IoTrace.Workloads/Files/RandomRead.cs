using System.Buffers.Binary;

using IoTrace.Workloads.Data;
using IoTrace.Workloads.Measuring;

using Microsoft.Win32.SafeHandles;

namespace IoTrace.Workloads.Files;

/// <summary>Every block once, in an order that no read-ahead can guess.</summary>
public sealed class RandomRead : Workload
{
    public override WorkloadInfo Info { get; } = new(
        "random-read", WorkloadGroup.Files, "Reads blocks of a file in random order, each once, on --concurrency threads.",
        Dials.Size | Dials.Buffer | Dials.Concurrency | Dials.Cache,
        new WorkloadSettings { Buffer = 4 << 10, Cache = CacheState.Cold },
        [
            new("file-read", "cold cache: each read waits for the disk", s => s.Cache == CacheState.Cold),
            new("cpu-kernel-io", "warm cache: system calls and copies", _ => true),
        ]);

    public override PreparedData? Data(WorkloadSettings settings) => PreparedData.OfSource(settings);

    public override void Prepare(WorkloadContext context) =>
        SeededData.EnsureFile(PathOf(context), context.Settings.Seed, context.Settings.Size, context.Stop);

    public override void Reset(WorkloadContext context)
    {
        context.Cool(PathOf(context));
        // Another contender may have left the same file cold, and a pass that warms up need not come to all of it.
        if (context.Settings.Cache == CacheState.Warm)
            PageCache.Fill(PathOf(context));
    }

    public override Task RunAsync(WorkloadContext context)
    {
        var settings = context.Settings;
        // RandomAccess is posix_fadvise(RANDOM): the kernel reads what is asked for and no more.
        using var file = File.OpenHandle(PathOf(context), options: FileOptions.RandomAccess);
        var blocks = Math.Max(1, settings.Size / settings.Buffer);
        var order = new Permutation(blocks, settings.Seed);
        long next = -1;
        return OnThreads.RunAsync(settings.Concurrency, "reader", () =>
        {
            var buffer = new byte[settings.Buffer];
            while (context.Goes)
            {
                var turn = Interlocked.Increment(ref next);
                if (turn >= blocks)
                    return;

                ReadBlock(file, order.At(turn) * settings.Buffer, buffer, context);
            }
        });
    }

    public override string? Verify(WorkloadContext context, RunResult result) =>
        result.Total.Wrong == 0 ? null : $"{result.Total.Wrong:N0} of {result.Total.Operations:N0} blocks were not what was written.";

    private static void ReadBlock(SafeFileHandle file, long offset, byte[] buffer, WorkloadContext context)
    {
        var began = Recorder.Now();
        var read = RandomAccess.Read(file, buffer, offset);
        context.Recorder.Done(began, read);
        var aligned = offset % SeededData.WordSize == 0 && read >= SeededData.WordSize;
        if (read == 0 || (aligned && BinaryPrimitives.ReadUInt64LittleEndian(buffer) != SeededData.Word(context.Settings.Seed, offset / SeededData.WordSize)))
            context.Recorder.Wrong();
    }

    private static string PathOf(WorkloadContext context) => context.PathOf(PreparedData.OfSource(context.Settings).Name);
}
