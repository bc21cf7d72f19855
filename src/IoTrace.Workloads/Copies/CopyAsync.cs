using IoTrace.Workloads.Measuring;

namespace IoTrace.Workloads.Copies;

/// <summary>On Linux every asynchronous read and write of a file is a blocking one on a thread of the pool.</summary>
public sealed class CopyAsync : CopyWorkload
{
    public override WorkloadInfo Info { get; } = new(
        "copy-async", WorkloadGroup.Copy, "Copies a file with Stream.CopyToAsync, as one operation.", CopyDials,
        new WorkloadSettings(), CopyExpectations);

    protected override async Task TransferAsync(string source, string target, WorkloadContext context)
    {
        var input = new FileStream(source, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous | FileOptions.SequentialScan);
        await using (input.ConfigureAwait(false))
        {
            var options = FileOptions.Asynchronous | (context.Settings.Durability == Durability.Each ? FileOptions.WriteThrough : 0);
            var output = new FileStream(target, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, options);
            await using (output.ConfigureAwait(false))
            {
                var began = Recorder.Now();
                await input.CopyToAsync(output, context.Settings.Buffer, context.Stop).ConfigureAwait(false);
                AtEnd(output.SafeFileHandle, context);
                context.Recorder.Done(began, context.Settings.Size);
            }
        }
    }
}
