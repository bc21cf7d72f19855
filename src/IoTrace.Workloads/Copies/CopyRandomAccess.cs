using IoTrace.Workloads.Measuring;

namespace IoTrace.Workloads.Copies;

/// <summary>No stream, no position, and the file system is told the size beforehand.</summary>
public sealed class CopyRandomAccess : CopyWorkload
{
    public override WorkloadInfo Info { get; } = new(
        "copy-random-access", WorkloadGroup.Copy, "Copies a file with RandomAccess.Read and Write, the target preallocated.", CopyDials, new WorkloadSettings(), CopyExpectations);

    protected override Task TransferAsync(string source, string target, WorkloadContext context)
    {
        using var input = File.OpenHandle(source, options: FileOptions.SequentialScan);
        using var output = File.OpenHandle(target, FileMode.CreateNew, FileAccess.Write, FileShare.None, preallocationSize: context.Settings.Size);
        var buffer = new byte[context.Settings.Buffer];
        for (long offset = 0; ;)
        {
            context.Stop.ThrowIfCancellationRequested();
            var began = Recorder.Now();
            var read = RandomAccess.Read(input, buffer, offset);
            if (read == 0)
                break;

            RandomAccess.Write(output, buffer.AsSpan(0, read), offset);
            AfterWrite(output, context);
            context.Recorder.Done(began, read);
            offset += read;
        }

        AtEnd(output, context);
        return Task.CompletedTask;
    }
}
