using IoTrace.Workloads.Data;
using IoTrace.Workloads.Measuring;

using Microsoft.Win32.SafeHandles;

namespace IoTrace.Workloads.Copies;

/// <summary>What all copies of one file share: the same source, a new target in each pass, and the hash at the end.</summary>
public abstract class CopyWorkload : Workload
{
    private protected const Dials CopyDials = Dials.Size | Dials.Buffer | Dials.Cache | Dials.Durability;

    /// <summary>In memory a copy is the kernel's work; made durable, it waits for the disk; cold, that depends on the disk.</summary>
    private protected static IReadOnlyList<Expectation> CopyExpectations { get; } =
    [
        new("file-sync", "--durability each: every write waits for the disk", s => s.Durability == Durability.Each),
        new("io", "--durability end: the disk is slower than memory", s => s.Durability == Durability.End),
        new("cpu-kernel-io", "warm cache: the kernel copies from memory to memory", s => s.Cache == CacheState.Warm),
        new("file-read", "cold cache, on a disk that reads slower than the kernel copies; else cpu-kernel-io", s => s.Cache == CacheState.Cold),
    ];

    public sealed override PreparedData? Data(WorkloadSettings settings) => PreparedData.OfSource(settings);

    public sealed override long SpaceOfRun(WorkloadSettings settings) => settings.Size;

    public sealed override void Prepare(WorkloadContext context)
    {
        var source = Source(context);
        SeededData.EnsureFile(source, context.Settings.Seed, context.Settings.Size, context.Stop);
        if (context.Settings.Cache == CacheState.Warm)
            PageCache.Fill(source);
    }

    public sealed override void Reset(WorkloadContext context)
    {
        File.Delete(Target(context));
        context.Cool(Source(context));
    }

    public sealed override Task RunAsync(WorkloadContext context) => TransferAsync(Source(context), Target(context), context);

    public sealed override string? Verify(WorkloadContext context, RunResult result)
    {
        var settings = context.Settings;
        if (result.Interrupted || result.Passes == 0)
            return null;

        return SeededData.HashOf(Target(context)) == SeededData.ExpectedHash(settings.Seed, settings.Size)
            ? null
            : "the copy's hash is not that of the source.";
    }

    /// <summary>Copies the file, which exists, to one that does not.</summary>
    protected abstract Task TransferAsync(string source, string target, WorkloadContext context);

    /// <summary>Makes a write durable where that is asked for.</summary>
    private protected static void AfterWrite(SafeFileHandle target, WorkloadContext context)
    {
        if (context.Settings.Durability == Durability.Each)
            Sync(target, context);
    }

    /// <summary>Makes the copy durable where that is asked for.</summary>
    private protected static void AtEnd(SafeFileHandle target, WorkloadContext context)
    {
        if (context.Settings.Durability == Durability.End)
            Sync(target, context);
    }

    private static void Sync(SafeFileHandle target, WorkloadContext context)
    {
        RandomAccess.FlushToDisk(target);
        context.Recorder.Synced();
    }

    private static string Source(WorkloadContext context) => context.PathOf(PreparedData.OfSource(context.Settings).Name);

    private static string Target(WorkloadContext context) => context.PathOf("target.bin");
}
