using System.IO.Pipelines;

using IoTrace.Workloads.Measuring;

namespace IoTrace.Workloads.Copies;

/// <summary>The same overlap with System.IO.Pipelines, which manages the buffers and holds the faster side back.</summary>
public sealed class CopyPipelines : CopyWorkload
{
    public override WorkloadInfo Info { get; } = new(
        "copy-pipelines", WorkloadGroup.Copy, "Copies a file through System.IO.Pipelines, with --concurrency buffers in flight.",
        CopyDials | Dials.Concurrency, new WorkloadSettings { Concurrency = 4 }, CopyExpectations);

    protected override async Task TransferAsync(string source, string target, WorkloadContext context)
    {
        var settings = context.Settings;
        var ahead = Math.Max(2, settings.Concurrency) * (long)settings.Buffer;
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: ahead, resumeWriterThreshold: ahead / 2, minimumSegmentSize: settings.Buffer));
        await Task.WhenAll(FillAsync(source, pipe.Writer, context), DrainAsync(target, pipe.Reader, context)).ConfigureAwait(false);
    }

    private static async Task FillAsync(string path, PipeWriter pipe, WorkloadContext context)
    {
        try
        {
            using var file = File.OpenHandle(path, options: FileOptions.Asynchronous | FileOptions.SequentialScan);
            for (long offset = 0; ;)
            {
                var read = await RandomAccess.ReadAsync(file, pipe.GetMemory(context.Settings.Buffer), offset, context.Stop).ConfigureAwait(false);
                if (read == 0)
                    break;

                offset += read;
                pipe.Advance(read);
                if ((await pipe.FlushAsync(context.Stop).ConfigureAwait(false)).IsCompleted)
                    break;
            }

            await pipe.CompleteAsync().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // Handed to the other side, which would wait for ever.
            await pipe.CompleteAsync(e).ConfigureAwait(false);
            throw;
        }
    }

    private static async Task DrainAsync(string path, PipeReader pipe, WorkloadContext context)
    {
        try
        {
            using var file = File.OpenHandle(
                path, FileMode.CreateNew, FileAccess.Write, FileShare.None, FileOptions.Asynchronous, preallocationSize: context.Settings.Size);
            for (long offset = 0; ;)
            {
                var filled = await pipe.ReadAsync(context.Stop).ConfigureAwait(false);
                // One buffer at a time: each that is given back lets the other side fill it while the next is written.
                var segment = filled.Buffer.First;
                if (segment.Length > 0)
                {
                    var began = Recorder.Now();
                    await RandomAccess.WriteAsync(file, segment, offset, context.Stop).ConfigureAwait(false);
                    AfterWrite(file, context);
                    context.Recorder.Done(began, segment.Length);
                    offset += segment.Length;
                }

                pipe.AdvanceTo(filled.Buffer.GetPosition(segment.Length));
                if (filled.IsCompleted && segment.Length == filled.Buffer.Length)
                    break;
            }

            AtEnd(file, context);
            await pipe.CompleteAsync().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            await pipe.CompleteAsync(e).ConfigureAwait(false);
            throw;
        }
    }
}
