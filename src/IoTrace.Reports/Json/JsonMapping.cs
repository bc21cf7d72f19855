using System.Collections.Immutable;
using System.Globalization;
using IoTrace.Analysis.Results;
using static IoTrace.Reports.Json.JsonNumber;

namespace IoTrace.Reports.Json;

/// <summary>From the diagnosis to the shape of the JSON report.</summary>
internal static class JsonMapping
{
    public const string SchemaVersion = "1.3";

    public static JsonDiagnosis Map(Diagnosis diagnosis, IReadOnlyList<Diagnosis> children) => new(
        SchemaVersion,
        new JsonTool("iotrace", typeof(JsonMapping).Assembly.GetName().Version!.ToString(3)),
        Target(diagnosis.Target),
        Window(diagnosis.Window),
        Verdict(diagnosis.Verdict),
        Shares(diagnosis.WallClock),
        Times(diagnosis.ThreadTime),
        new JsonBounds(WhatIf(diagnosis.Bounds.IfIoWereFree), WhatIf(diagnosis.Bounds.IfCpuWereHalf)),
        Each(diagnosis.Files, File),
        Each(diagnosis.Endpoints, Endpoint),
        Each(diagnosis.CallSites, CallSite),
        diagnosis.ThreadPool is { } pool ? ThreadPool(pool) : null,
        diagnosis.Gc is { } gc ? Gc(gc) : null,
        diagnosis.Locks is { } locks ? Locks(locks) : null,
        diagnosis.Requests is { } requests ? Requests(requests) : null,
        EachOrNull(diagnosis.Threads, Thread),
        EachOrNull(diagnosis.Timeline, Slice),
        Each(diagnosis.Phases, Phase),
        Each(diagnosis.Evidence.Where(evidence => double.IsFinite(evidence.Value)), Evidence),
        Each(diagnosis.Advice, advice => new JsonAdvice(advice.Id, advice.Title, advice.Text)),
        Quality(diagnosis.Quality),
        children.Count == 0 ? null : [.. children.Select(child => Map(child, []))])
    {
        FileTotals = diagnosis.FileTotals is { } totals ? FileTotals(totals) : null,
    };

    private static JsonTarget Target(TargetInfo target) =>
        new(target.Pid, target.Name, target.RuntimeVersion, target.Os, target.ExitCode, target.CommandLine);

    private static JsonWindow Window(WindowInfo window) => new(
        window.StartUtc.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        Amount(window.DurationSeconds),
        window.Truncated);

    private static JsonVerdict Verdict(Verdict verdict)
    {
        string[] causes = [.. verdict.Causes.Select(cause => cause.Name())];
        return new JsonVerdict(
            verdict.Bound.Name(),
            causes.Length == 0 ? null : string.Join('+', causes),
            causes,
            Share(verdict.Confidence),
            verdict.RunnerUp is { } next ? new JsonRunnerUp(next.Bound.Name(), next.Cause.Name(), Share(next.Share)) : null,
            verdict.Summary);
    }

    private static JsonWhatIf? WhatIf(WhatIf? bound) =>
        bound is null || !double.IsFinite(bound.WallReduction)
            ? null
            : new JsonWhatIf(Share(bound.WallReduction), Share(bound.Low), Share(bound.High));

    private static JsonFile File(FileUsage file) => new(
        file.Path,
        file.Exact,
        Amount(file.WaitSeconds),
        Amount(file.WaitLow),
        Amount(file.WaitHigh),
        Share(file.WaitShare),
        file.ByState.Total > 0 ? Times(file.ByState) : null,
        file.Operations.IsDefaultOrEmpty ? null : file.Operations.ToDictionary(operation => operation.Kind, Operation),
        Each(file.CallSites, CallSite),
        EachOrNull(file.Activities, Activity));

    private static JsonFileTotals FileTotals(FileTotals totals) => new(
        totals.Files, totals.AtLeast, Operations(totals.Operations),
        Each(totals.Folders, folder => new JsonFolder(folder.Path, folder.Files, folder.AtLeast, Amount(folder.Seconds), Operations(folder.Operations))));

    private static Dictionary<string, JsonOperation> Operations(ImmutableArray<OperationTotal> operations) => operations.ToDictionary(
        o => o.Kind, o => new JsonOperation(o.Count, o.Errors, o.Bytes, Amount(o.Seconds), null, null, null, null));

    private static JsonActivity Activity(ActivityUsage use) => new(use.Name, use.Count, Amount(use.Seconds));

    private static JsonOperation Operation(OperationUsage use) => new(
        use.Count, use.Errors, use.Bytes, Amount(use.Seconds), Amount(use.P50), Amount(use.P90), Amount(use.P99), Amount(use.Max));

    private static JsonEndpoint Endpoint(EndpointUsage use) => new(
        use.Host, use.Port, use.Protocol, use.Exact, use.Operations, use.Errors, Amount(use.Seconds),
        Amount(use.P50), Amount(use.P90), Amount(use.P99), Amount(use.Max), EachOrNull(use.Activities, Activity));

    private static JsonCallSite CallSite(CallSite site) => new(site.State.Key(), Amount(site.Seconds), [.. site.Frames]);

    private static JsonThreadPool ThreadPool(ThreadPoolUsage pool) => new(
        pool.WorkersMax, pool.StarvationAdjustments, pool.CooperativeBlockingAdjustments, pool.QueueLengthMax, pool.WorkItemsCompleted);

    private static JsonGc Gc(GcUsage gc) => new(
        Amount(gc.PauseSeconds), gc.Count, gc.Gen0, gc.Gen1, gc.Gen2, Amount(gc.PauseMax), Amount(gc.AllocatedBytes));

    private static JsonLocks Locks(LockUsage locks) =>
        new(Amount(locks.ContentionSeconds), locks.Count, EachOrNull(locks.Locks, Lock));

    private static JsonLock Lock(LockWait wait) =>
        new(wait.Name, wait.Count, Amount(wait.Seconds), EachOrNull(wait.Frames, frame => frame), wait.HeldOver.Total > 0 ? Times(wait.HeldOver) : null);

    private static JsonRequests Requests(RequestUsage use) => new(
        use.Count, use.Errors, Amount(use.MeanSeconds), Amount(use.P50), Amount(use.P90), Amount(use.P99), Amount(use.Max),
        WhatIf(use.IfIoWereFree), WhatIf(use.IfCpuWereHalf));

    private static JsonThread Thread(ThreadUsage thread) => new(thread.Tid, thread.Name, thread.Role, Times(thread.Seconds));

    private static JsonSlice Slice(TimelineSlice slice) =>
        new(Amount(slice.StartSeconds), Amount(slice.DurationSeconds), Shares(slice.WallClock));

    private static JsonPhase Phase(Phase phase) => new(
        Amount(phase.StartSeconds), Amount(phase.DurationSeconds), Share(phase.Share), Verdict(phase.Verdict), Shares(phase.WallClock));

    private static JsonEvidence Evidence(Evidence evidence) => new(
        evidence.Id, Rounded(evidence.Value), evidence.Unit,
        evidence.Threshold is { } threshold && double.IsFinite(threshold) ? Rounded(threshold) : null,
        evidence.Supports?.Name(), evidence.Source, evidence.Text);

    private static JsonQuality Quality(Quality quality) => new(
        quality.EventsLost,
        Each(quality.Collectors, status => new JsonCollector(status.Name, status.Status, status.Reason, status.Remedy)),
        new JsonOverhead(Amount(quality.Overhead.ToolCpuSeconds), Amount(quality.Overhead.TargetCpuSeconds)),
        EachOrNull(quality.Notes, note => note));

    private static TTo[] Each<TFrom, TTo>(ImmutableArray<TFrom> items, Func<TFrom, TTo> map) =>
        items.IsDefaultOrEmpty ? [] : [.. items.Select(map)];

    private static TTo[] Each<TFrom, TTo>(IEnumerable<TFrom> items, Func<TFrom, TTo> map) => [.. items.Select(map)];

    private static TTo[]? EachOrNull<TFrom, TTo>(ImmutableArray<TFrom> items, Func<TFrom, TTo> map) =>
        items.IsDefaultOrEmpty ? null : Each(items, map);
}
