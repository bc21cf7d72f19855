using System.Globalization;
using IoTrace.Analysis.Results;
using static IoTrace.Reports.Tests.Made.Diagnoses;

namespace IoTrace.Reports.Tests.Made;

/// <summary>Ten minutes of a program with 10,000 files, 200 threads and 2,000 stacks: as large as a page has to be.</summary>
internal static class Large
{
    public static Diagnosis Diagnosis() => Io.Diagnosis() with
    {
        Window = new WindowInfo(Start, 600, Truncated: false),
        Files = [.. Enumerable.Range(0, 10_000).Select(File)],
        Threads = [.. Enumerable.Range(0, 200).Select(i => new ThreadUsage(5000 + i, ".NET TP Worker", "poolWorker", Times((ThreadState.FileRead, i), (ThreadState.CpuUser, 200 - i))))],
        Timeline = Timeline(600, 6000, i => Times((ThreadState.FileRead, 0.5 + 0.4 * Math.Sin(i / 50.0)), (ThreadState.CpuUser, 0.5 - 0.4 * Math.Sin(i / 50.0)))),
        Stacks = [.. Enumerable.Range(0, 2000).Select(i => Site(
            i % 3 == 0 ? ThreadState.CpuUser : ThreadState.FileRead, 1 + i % 17,
            [.. Enumerable.Range(0, 24).Select(depth => $"Shop.Layer{depth.ToString(CultureInfo.InvariantCulture)}.Method{(i >> (depth / 4)).ToString(CultureInfo.InvariantCulture)}(Order)")]))],
    };

    private static FileUsage File(int i) => new(
        $"/srv/data/{(i % 40).ToString(CultureInfo.InvariantCulture)}/order-{i.ToString("D5", CultureInfo.InvariantCulture)}.json", true, 600.0 / (i + 1), null, null, 0.1 / (i + 1),
        Times((ThreadState.FileRead, 600.0 / (i + 1))),
        [new OperationUsage("open", 1, 0, null, 1e-4, 1e-4, 1e-4, 1e-4, 1e-4), new OperationUsage("read", 3, 0, 4096, 600.0 / (i + 1), 1e-3, 2e-3, 3e-3, 4e-3)], []);
}
