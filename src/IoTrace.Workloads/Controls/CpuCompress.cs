using System.IO.Compression;
using System.Text;

using IoTrace.Workloads.Data;
using IoTrace.Workloads.Measuring;

namespace IoTrace.Workloads.Controls;

/// <summary>Looks like I/O in the code, because it is a codec, and is none.</summary>
public sealed class CpuCompress : Workload
{
    private const int Quality = 5;
    private const int Window = 22;
    private static readonly string[] Words = ["order", "customer", "invoice", "paid", "open", "shipped", "amount", "currency", "line", "item", "total", "date"];

    public override WorkloadInfo Info { get; } = new(
        "cpu-compress", WorkloadGroup.Control, "Compresses text in memory with Brotli.", Dials.Buffer | Dials.Concurrency,
        new WorkloadSettings { Buffer = 256 << 10 }, [Expectation.Always("cpu-user")]) { Unit = WorkUnit.Bytes };

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

    private static byte[] MakeText(WorkloadSettings settings)
    {
        var text = new StringBuilder(settings.Buffer + 16);
        for (var i = 0; text.Length < settings.Buffer; i++)
            text.Append(Words[SeededData.Word(settings.Seed, i) % (ulong)Words.Length]).Append(' ');

        return Encoding.ASCII.GetBytes(text.ToString(0, settings.Buffer));
    }
}
