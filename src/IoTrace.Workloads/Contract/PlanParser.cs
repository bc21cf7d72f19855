using IoTrace.Workloads.Measuring;

namespace IoTrace.Workloads;

/// <summary>From <c>copy-sync:buffer=4KiB</c> and the options to a planned run.</summary>
public static class PlanParser
{
    private static readonly Dials[] AllDials = [Dials.Size, Dials.Buffer, Dials.Concurrency, Dials.Cache, Dials.Durability, Dials.Cpu, Dials.Io];

    /// <param name="text">The workload's name, with settings of its own behind a colon.</param>
    /// <param name="common">Settings for all.</param>
    /// <param name="strict">Whether a common setting that the workload has no use for is an error.</param>
    /// <exception cref="WorkloadException">The name or a setting is not known, or not of use.</exception>
    public static PlannedRun Parse(string text, SettingsPatch common, bool strict)
    {
        var parts = text.Split(':', 2);
        var workload = Catalogue.Find(parts[0]);
        var own = parts.Length == 2 ? new SettingsPatch().With(parts[1]) : new SettingsPatch();
        Check(workload.Info, own.Turned | (strict ? common.Turned : Dials.None));
        var settings = own.Apply(common.Apply(workload.Info.Defaults));
        CheckMemory(workload, settings);
        return new PlannedRun(workload, settings);
    }

    /// <summary>The common settings that none of the workloads has a use for are mistakes.</summary>
    /// <exception cref="WorkloadException">There is one.</exception>
    public static void CheckUsed(SettingsPatch common, IReadOnlyList<PlannedRun> runs)
    {
        if (runs.Count > 0)
            Check(runs[0].Workload.Info with { Dials = runs.Aggregate(Dials.None, (all, r) => all | r.Workload.Info.Dials) }, common.Turned);
    }

    /// <summary>Half the memory there is may go to buffers.</summary>
    private static void CheckMemory(Workload workload, WorkloadSettings settings)
    {
        var needed = workload.MemoryNeeded(settings);
        var most = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2;
        if (needed > most)
            throw Errors.TooMuchMemory(workload.Info.Name, needed, most);
    }

    private static void Check(WorkloadInfo info, Dials turned)
    {
        foreach (var dial in AllDials)
        {
            if (turned.HasFlag(dial) && !info.Dials.HasFlag(dial))
                throw Errors.Unused(info.Name, dial.ToString().ToLowerInvariant());
        }
    }
}
