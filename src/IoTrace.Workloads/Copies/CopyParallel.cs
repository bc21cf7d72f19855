using IoTrace.Workloads.Data;
using IoTrace.Workloads.Measuring;

namespace IoTrace.Workloads.Copies;

/// <summary>
/// Many blocks at once: helps where a disk likes deep queues, or where one processor cannot copy fast enough. More blocks than
/// processors wait for each other.
/// </summary>
public sealed class CopyParallel : CopyWorkload
{
    private const int MostByDefault = 4;

    public override WorkloadInfo Info { get; } = new(
        "copy-parallel", WorkloadGroup.Copy, "Copies blocks of a file with Parallel.For, --concurrency at a time.",
        CopyDials | Dials.Concurrency, new WorkloadSettings { Buffer = 1 << 20, Concurrency = Math.Min(MostByDefault, Environment.ProcessorCount) }, CopyExpectations);

    protected override Task TransferAsync(string source, string target, WorkloadContext context)
    {
        var (size, block) = (context.Settings.Size, context.Settings.Buffer);
        using var input = File.OpenHandle(source);
        using var output = File.OpenHandle(target, FileMode.CreateNew, FileAccess.Write, FileShare.None, preallocationSize: size);
        using var threads = PoolThreads.AtLeast(context.Settings.Concurrency);
        var options = new ParallelOptions { MaxDegreeOfParallelism = context.Settings.Concurrency, CancellationToken = context.Stop };
        Parallel.For(0L, (size + block - 1) / block, options, () => new byte[block], (index, _, buffer) =>
        {
            var (began, offset) = (Recorder.Now(), index * block);
            var rest = buffer.AsSpan(0, (int)Math.Min(block, size - offset));
            var length = rest.Length;
            while (!rest.IsEmpty)
            {
                var read = RandomAccess.Read(input, rest, offset);
                if (read == 0)
                    throw new EndOfStreamException($"'{source}' is shorter than it was.");

                RandomAccess.Write(output, rest[..read], offset);
                offset += read;
                rest = rest[read..];
            }

            AfterWrite(output, context);
            context.Recorder.Done(began, length);
            return buffer;
        }, _ => { });
        AtEnd(output, context);
        return Task.CompletedTask;
    }
}
