using IoTrace.Workloads.Data;
using IoTrace.Workloads.Measuring;

namespace IoTrace.Workloads.Copies;

/// <summary>What backups, builds and deployments do: the files are small, so names cost more than bytes.</summary>
public sealed class CopyTree : Workload
{
    private const int FilesInFolder = 100;
    private const string Target = "tree-copy";

    public override WorkloadInfo Info { get; } = new(
        "copy-tree", WorkloadGroup.Copy, "Copies a tree of many files of --buffer bytes, --concurrency at a time, with File.Copy.",
        Dials.Size | Dials.Buffer | Dials.Concurrency | Dials.Cache | Dials.Durability,
        new WorkloadSettings { Size = 16 << 20, Buffer = 16 << 10 },
        [
            new("file-sync", "--durability each or end: each file waits for the disk, at once or in a sweep at the end", s => s.Durability != Durability.None),
            new("cpu", "warm cache: names, opens and small copies in the kernel", s => s.Cache == CacheState.Warm),
            new("io", "cold cache: each file waits for the disk", s => s.Cache == CacheState.Cold),
        ]);

    public override PreparedData? Data(WorkloadSettings settings) => new PreparedData(SourceName(settings), SpaceOfRun(settings));

    // A file takes at least a block of 4 KiB.
    public override long SpaceOfRun(WorkloadSettings settings) => FileCount(settings) * (settings.Buffer + 4096L);

    public override void Prepare(WorkloadContext context)
    {
        var settings = context.Settings;
        foreach (var (path, index) in Sources(context))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            SeededData.EnsureFile(path, SeedOf(settings, index), settings.Buffer, context.Stop);
        }
    }

    public override void Reset(WorkloadContext context)
    {
        var target = context.PathOf(Target);
        if (Directory.Exists(target))
            Directory.Delete(target, recursive: true);

        if (context.Settings.Cache == CacheState.Cold)
        {
            foreach (var (path, _) in Sources(context))
                context.Cool(path);
        }
    }

    public override Task RunAsync(WorkloadContext context)
    {
        var (source, target) = (SourceFolder(context), context.PathOf(Target));
        using var threads = PoolThreads.AtLeast(context.Settings.Concurrency);
        var options = new ParallelOptions { MaxDegreeOfParallelism = context.Settings.Concurrency, CancellationToken = context.Stop };
        foreach (var folder in Directory.EnumerateDirectories(source))
            Directory.CreateDirectory(Path.Combine(target, Path.GetFileName(folder)));

        Parallel.ForEach(Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories), options, file =>
        {
            var began = Recorder.Now();
            var copy = Path.Combine(target, Path.GetRelativePath(source, file));
            File.Copy(file, copy);
            if (context.Settings.Durability == Durability.Each)
                DurableFile.Sync(copy, context.Recorder);

            context.Recorder.Done(began, context.Settings.Buffer);
        });
        if (context.Settings.Durability == Durability.End)
            Parallel.ForEach(Directory.EnumerateFiles(target, "*", SearchOption.AllDirectories), options, file => DurableFile.Sync(file, context.Recorder));

        return Task.CompletedTask;
    }

    public override string? Verify(WorkloadContext context, RunResult result)
    {
        if (result.Interrupted)
            return null;

        var (source, target, settings) = (SourceFolder(context), context.PathOf(Target), context.Settings);
        var copies = Directory.EnumerateFiles(target, "*", SearchOption.AllDirectories).Count();
        if (copies != FileCount(settings))
            return $"{copies:N0} files were copied instead of {FileCount(settings):N0}.";

        return Sources(context).FirstOrDefault(s => SeededData.HashOf(Path.Combine(target, Path.GetRelativePath(source, s.Path)))
            != SeededData.ExpectedHash(SeedOf(settings, s.Index), settings.Buffer)) is { Path: { } wrong }
            ? $"the hash of the copy of '{Path.GetFileName(wrong)}' is not that of its source."
            : null;
    }

    private static long FileCount(WorkloadSettings settings) => Math.Max(1, settings.Size / settings.Buffer);

    private static int SeedOf(WorkloadSettings settings, long index) => unchecked(settings.Seed + (int)index);

    private static string SourceName(WorkloadSettings settings) => $"tree-{settings.Seed}-{settings.Size}-{settings.Buffer}";

    private static string SourceFolder(WorkloadContext context) => context.PathOf(SourceName(context.Settings));

    private static IEnumerable<(string Path, long Index)> Sources(WorkloadContext context)
    {
        for (long i = 0; i < FileCount(context.Settings); i++)
            yield return (Path.Combine(SourceFolder(context), $"{i / FilesInFolder:D4}", $"{i:D6}.bin"), i);
    }
}
