using IoTrace.Workloads.Measuring;

namespace IoTrace.Workloads.Copies;

/// <summary>One copy_file_range for the whole file where the kernel and the file system allow it; a clone where they can share blocks.</summary>
public sealed class CopyFile : CopyWorkload
{
    public override WorkloadInfo Info { get; } = new(
        "copy-file", WorkloadGroup.Copy, "Copies a file with File.Copy, which leaves it to the kernel.", CopyDials & ~Dials.Buffer, new WorkloadSettings(), CopyExpectations);

    protected override Task TransferAsync(string source, string target, WorkloadContext context)
    {
        var began = Recorder.Now();
        File.Copy(source, target);
        if (context.Settings.Durability != Durability.None)
        {
            using var output = File.OpenHandle(target, FileMode.Open, FileAccess.ReadWrite);
            AfterWrite(output, context);
            AtEnd(output, context);
        }

        context.Recorder.Done(began, context.Settings.Size);
        return Task.CompletedTask;
    }
}
