using IoTrace.Workloads.Controls;
using IoTrace.Workloads.Copies;
using IoTrace.Workloads.Files;

namespace IoTrace.Workloads;

/// <summary>All workloads.</summary>
public static class Catalogue
{
    /// <summary>In the order in which they are listed.</summary>
    public static IReadOnlyList<Workload> All { get; } =
    [
        new CopySync(), new CopyAsync(), new CopyFile(), new CopyRandomAccess(), new CopyDoubleBuffer(), new CopyPipelines(),
        new CopyParallel(), new CopyMmap(), new CopyTree(),
        new RandomRead(), new FsyncLog(), new WriteThrough(), new Metadata(), new SmallFiles(),
        new CpuHash(), new CpuCompress(), new CpuSpin(), new GcChurn(), new LockContention(), new PoolStarvation(), new HttpFanOut(),
        new WebCrawl(), new Idle(), new Mix(),
    ];

    /// <exception cref="WorkloadException">There is none of that name; with those that come close.</exception>
    public static Workload Find(string name) =>
        All.FirstOrDefault(w => w.Info.Name == name) ?? throw Errors.UnknownName(name, CloseNames.To(name, All.Select(w => w.Info.Name)));
}
