using IoTrace.Workloads.Data;
using IoTrace.Workloads.Measuring;

namespace IoTrace.Workloads.Files;

/// <summary>A cache, a mail folder, a package store: open, a few bytes, close.</summary>
public sealed class SmallFiles : Workload
{
    private const string Folder = "small";

    public override WorkloadInfo Info { get; } = new(
        "small-files", WorkloadGroup.Files, "Writes many files of --buffer bytes and reads them back.",
        Dials.Size | Dials.Buffer | Dials.Cache | Dials.Durability,
        new WorkloadSettings { Size = 4 << 20, Buffer = 4 << 10 },
        [
            new("file-sync", "--durability each or end, on a disk: each file waits for it, at once or in a sweep when all are written", s => s.Durability != Durability.None),
            new("cpu", "warm cache: opens and closes in the kernel", s => s.Cache == CacheState.Warm),
            new("io", "cold cache: files are written out before they are read", _ => true),
        ]);

    public override long SpaceOfRun(WorkloadSettings settings) => FileCount(settings) * (settings.Buffer + 4096L);

    public override void Reset(WorkloadContext context)
    {
        if (Directory.Exists(context.PathOf(Folder)))
            Directory.Delete(context.PathOf(Folder), recursive: true);
    }

    public override Task RunAsync(WorkloadContext context)
    {
        var settings = context.Settings;
        Directory.CreateDirectory(context.PathOf(Folder));
        var (content, copy) = (new byte[settings.Buffer], new byte[settings.Buffer]);
        long written = 0;
        do
        {
            SeededData.Fill(content, settings.Seed, written * SeededData.WordSize);
            Write(context, written, content);
            written++;
        }
        while (written < FileCount(settings) && context.Goes);

        // Before they are read back, for what cools them makes them durable as well.
        for (long i = 0; settings.Durability == Durability.End && i < written; i++)
            DurableFile.Sync(PathOf(context, i), context.Recorder);

        if (settings.Cache == CacheState.Cold)
            context.Aside(() => Cool(context, written));

        for (long i = 0; i < written; i++)
        {
            context.Stop.ThrowIfCancellationRequested();
            SeededData.Fill(content, settings.Seed, i * SeededData.WordSize);
            Read(context, i, copy);
            if (!copy.AsSpan().SequenceEqual(content))
                context.Recorder.Wrong();
        }

        return Task.CompletedTask;
    }

    public override string? Verify(WorkloadContext context, RunResult result)
    {
        if (result.Total.Wrong > 0)
            return $"{result.Total.Wrong:N0} files did not hold what was written.";

        var files = Directory.GetFiles(context.PathOf(Folder)).Length;
        return result.Interrupted || files * 2L == result.LastPass.Operations ? null : $"{files:N0} files are there after {result.LastPass.Operations:N0} writes and reads.";
    }

    private static void Cool(WorkloadContext context, long written)
    {
        for (long i = 0; i < written; i++)
        {
            context.Stop.ThrowIfCancellationRequested();
            context.Cool(PathOf(context, i));
        }
    }

    private static void Write(WorkloadContext context, long index, byte[] content)
    {
        var began = Recorder.Now();
        using (var file = File.OpenHandle(PathOf(context, index), FileMode.CreateNew, FileAccess.Write))
        {
            RandomAccess.Write(file, content, 0);
            if (context.Settings.Durability == Durability.Each)
            {
                RandomAccess.FlushToDisk(file);
                context.Recorder.Synced();
            }
        }

        context.Recorder.Done(began, content.Length);
    }

    private static void Read(WorkloadContext context, long index, byte[] content)
    {
        var began = Recorder.Now();
        using (var file = File.OpenHandle(PathOf(context, index)))
        {
            if (RandomAccess.Read(file, content, 0) != content.Length)
                context.Recorder.Wrong();
        }

        context.Recorder.Done(began, content.Length);
    }

    private static long FileCount(WorkloadSettings settings) => Math.Max(1, settings.Size / settings.Buffer);

    private static string PathOf(WorkloadContext context, long index) => Path.Combine(context.PathOf(Folder), $"{index:D6}.txt");
}
