using System.IO.Compression;

using IoTrace.Workloads.Data;
using IoTrace.Workloads.Measuring;

namespace IoTrace.Workloads.Controls;

/// <summary>Looks like I/O in the code, because it is a codec, and is none.</summary>
public sealed class CpuCompress : Workload
{
    private const int Quality = 5;
    private const int Window = 22;

    private static readonly byte[][] Words =
    [
        [.. "order "u8], [.. "customer "u8], [.. "invoice "u8], [.. "paid "u8], [.. "open "u8], [.. "shipped "u8],
        [.. "amount "u8], [.. "currency "u8], [.. "line "u8], [.. "item "u8], [.. "total "u8], [.. "date "u8],
    ];

    public override WorkloadInfo Info { get; } = new(
        "cpu-compress", WorkloadGroup.Control, "Compresses text in memory with Brotli.", Dials.Buffer | Dials.Concurrency,
        new WorkloadSettings { Buffer = 256 << 10 }, [Expectation.Always("cpu-user")])
    { Unit = WorkUnit.Bytes };

    public override Task RunAsync(WorkloadContext context)
    {
        var text = MakeText(context.Settings);
        return OnThreads.RunAsync(context.Settings.Concurrency, "compressor", () =>
        {
            var compressed = new byte[BrotliEncoder.GetMaxCompressedLength(text.Length)];
            var length = 0;
            while (context.Goes)
            {
                var began = Recorder.Now();
                if (!BrotliEncoder.TryCompress(text, compressed, out length, Quality, Window))
                    context.Recorder.Wrong();

                context.Recorder.Done(began, text.Length);
            }

            var back = new byte[text.Length];
            if (length > 0 && !(BrotliDecoder.TryDecompress(compressed.AsSpan(0, length), back, out var restored) && restored == text.Length && back.AsSpan().SequenceEqual(text)))
                context.Recorder.Wrong();
        });
    }

    public override string? Verify(WorkloadContext context, RunResult result) =>
        result.Total.Wrong == 0 ? null : "what was compressed did not come back.";

    // The text, and for each thread what it becomes and what comes back.
    public override long MemoryNeeded(WorkloadSettings settings) => settings.Buffer * (1 + (2L * settings.Concurrency));

    internal static byte[] MakeText(WorkloadSettings settings)
    {
        var text = new byte[settings.Buffer];
        var rest = text.AsSpan();
        for (var turn = 0; !rest.IsEmpty; turn++)
        {
            var word = Words[SeededData.Word(settings.Seed, turn) % (ulong)Words.Length];
            var length = Math.Min(word.Length, rest.Length);
            word.AsSpan(0, length).CopyTo(rest);
            rest = rest[length..];
        }

        return text;
    }
}
