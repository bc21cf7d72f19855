using IoTrace.Workloads.Measuring;

namespace IoTrace.Workloads.Files;

/// <summary>Names without contents: file systems spend most of a build or a checkout on them.</summary>
public sealed class Metadata : Workload
{
    private const int Batch = 100;
    private const int OperationsInBatch = (4 * Batch) + 1;
    private const string Folder = "names";

    public override WorkloadInfo Info { get; } = new(
        "metadata", WorkloadGroup.Files, "Creates, inspects, renames, lists and deletes empty files.", Dials.None, new WorkloadSettings(),
        [new("cpu", "on a local file system, which keeps names in memory; file-metadata on a network's", _ => true)])
    { Unit = WorkUnit.Operations };

    public override long SpaceOfRun(WorkloadSettings settings) => 1 << 20;

    public override void Reset(WorkloadContext context)
    {
        if (Directory.Exists(context.PathOf(Folder)))
            Directory.Delete(context.PathOf(Folder), recursive: true);
    }

    public override Task RunAsync(WorkloadContext context)
    {
        var folder = Directory.CreateDirectory(context.PathOf(Folder)).FullName;
        var names = Enumerable.Range(0, Batch).Select(i => Path.Combine(folder, $"{i:D3}.tmp")).ToArray();
        while (context.Goes)
        {
            foreach (var name in names)
                Time(context, () => File.Create(name).Dispose());

            foreach (var name in names)
                Time(context, () => Expect(context, new FileInfo(name) is { Exists: true, Length: 0 }));

            foreach (var name in names)
                Time(context, () => File.Move(name, name + ".new"));

            Time(context, () => Expect(context, Directory.GetFiles(folder, "*.new").Length == Batch));
            foreach (var name in names)
                Time(context, () => File.Delete(name + ".new"));
        }

        return Task.CompletedTask;
    }

    public override string? Verify(WorkloadContext context, RunResult result)
    {
        if (result.Total.Wrong > 0)
            return $"{result.Total.Wrong:N0} of {result.Total.Operations:N0} operations did not find what was made before.";

        var left = Directory.GetFileSystemEntries(context.PathOf(Folder)).Length;
        return left == 0 && result.Total.Operations % OperationsInBatch == 0 ? null : $"{left:N0} files were left over.";
    }

    private static void Time(WorkloadContext context, Action operation)
    {
        var began = Recorder.Now();
        operation();
        context.Recorder.Done(began);
    }

    private static void Expect(WorkloadContext context, bool right)
    {
        if (!right)
            context.Recorder.Wrong();
    }
}
