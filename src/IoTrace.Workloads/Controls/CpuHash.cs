using System.Security.Cryptography;

using IoTrace.Workloads.Data;
using IoTrace.Workloads.Measuring;

namespace IoTrace.Workloads.Controls;

/// <summary>Work on a processor that no disk could speed up.</summary>
public sealed class CpuHash : Workload
{
    public override WorkloadInfo Info { get; } = new(
        "cpu-hash", WorkloadGroup.Control, "Hashes blocks in memory with SHA-256.", Dials.Buffer | Dials.Concurrency,
        new WorkloadSettings { Buffer = 1 << 20 }, [Expectation.Always("cpu-user")])
    { Unit = WorkUnit.Bytes };

    public override Task RunAsync(WorkloadContext context)
    {
        var settings = context.Settings;
        var data = new byte[settings.Buffer];
        SeededData.Fill(data, settings.Seed, 0);
        var expected = SHA256.HashData(data);
        return OnThreads.RunAsync(settings.Concurrency, "hasher", () =>
        {
            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            while (context.Goes)
            {
                var began = Recorder.Now();
                SHA256.HashData(data, hash);
                context.Recorder.Done(began, data.Length);
                if (!hash.SequenceEqual(expected))
                    context.Recorder.Wrong();
            }
        });
    }

    public override string? Verify(WorkloadContext context, RunResult result) =>
        result.Total.Wrong == 0 ? null : $"{result.Total.Wrong:N0} hashes were wrong.";
}
