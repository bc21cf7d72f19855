using System.Buffers;
using System.Threading.Channels;

using IoTrace.Workloads.Measuring;

namespace IoTrace.Workloads.Copies;

/// <summary>While one block is written the next is read; pays where reading and writing wait for different things.</summary>
public sealed class CopyDoubleBuffer : CopyWorkload
{
    private readonly record struct Block(byte[] Data, int Length, long Enqueued);

    public override WorkloadInfo Info { get; } = new(
        "copy-double-buffer", WorkloadGroup.Copy, "Copies a file with overlapping reads and writes; blocks pass through a channel that holds --concurrency.",
        CopyDials | Dials.Concurrency, new WorkloadSettings { Concurrency = 2 }, CopyExpectations);

    protected override async Task TransferAsync(string source, string target, WorkloadContext context)
    {
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(context.Stop);
        var blocks = Channel.CreateBounded<Block>(new BoundedChannelOptions(context.Settings.Concurrency) { SingleReader = true, SingleWriter = true });
        var reading = Either(ReadAsync(source, context.Settings.Buffer, blocks.Writer, failed.Token), failed);
        var writing = Either(WriteAsync(target, blocks.Reader, context, failed.Token), failed);
        await Task.WhenAll(reading, writing).ConfigureAwait(false);
    }

    /// <summary>When one side fails the other must not wait for it for ever.</summary>
    private static async Task Either(Task side, CancellationTokenSource failed)
    {
        try
        {
            await side.ConfigureAwait(false);
        }
        catch
        {
            await failed.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static async Task ReadAsync(string path, int size, ChannelWriter<Block> blocks, CancellationToken stop)
    {
        using var file = File.OpenHandle(path, options: FileOptions.Asynchronous | FileOptions.SequentialScan);
        for (long offset = 0; ;)
        {
            var data = ArrayPool<byte>.Shared.Rent(size);
            var read = await RandomAccess.ReadAsync(file, data.AsMemory(0, size), offset, stop).ConfigureAwait(false);
            if (read == 0)
                break;

            await blocks.WriteAsync(new Block(data, read, Recorder.Now()), stop).ConfigureAwait(false);
            offset += read;
        }

        blocks.Complete();
    }

    private static async Task WriteAsync(string path, ChannelReader<Block> blocks, WorkloadContext context, CancellationToken stop)
    {
        using var file = File.OpenHandle(
            path, FileMode.CreateNew, FileAccess.Write, FileShare.None, FileOptions.Asynchronous, preallocationSize: context.Settings.Size);
        long offset = 0;
        await foreach (var block in blocks.ReadAllAsync(stop).ConfigureAwait(false))
        {
            context.Recorder.Dequeued(block.Enqueued);
            var began = Recorder.Now();
            await RandomAccess.WriteAsync(file, block.Data.AsMemory(0, block.Length), offset, stop).ConfigureAwait(false);
            AfterWrite(file, context);
            context.Recorder.Done(began, block.Length);
            offset += block.Length;
            ArrayPool<byte>.Shared.Return(block.Data);
        }

        AtEnd(file, context);
    }
}
