using IoTrace.Workloads.Measuring;

namespace IoTrace.Workloads.Copies;

/// <summary>The loop that everybody writes first.</summary>
public sealed class CopySync : CopyWorkload
{
    public override WorkloadInfo Info { get; } = new(
        "copy-sync", WorkloadGroup.Copy, "Copies a file with FileStream.Read and Write in a loop.", CopyDials, new WorkloadSettings(), CopyExpectations);

    protected override Task TransferAsync(string source, string target, WorkloadContext context)
    {
        // Unbuffered: a second copy inside FileStream would only hide what the loop's own buffer does.
        using var input = new FileStream(source, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        using var output = new FileStream(target, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        var buffer = new byte[context.Settings.Buffer];
        while (true)
        {
            context.Stop.ThrowIfCancellationRequested();
            var began = Recorder.Now();
            var read = input.Read(buffer);
            if (read == 0)
                break;

            output.Write(buffer, 0, read);
            AfterWrite(output.SafeFileHandle, context);
            context.Recorder.Done(began, read);
        }

        AtEnd(output.SafeFileHandle, context);
        return Task.CompletedTask;
    }
}
