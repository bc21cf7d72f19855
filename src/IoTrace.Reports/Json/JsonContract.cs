namespace IoTrace.Reports.Json;

// The shape of the JSON report, key by key; units and ranges stand in iotrace-report.schema.json. What is null is not written.

internal sealed record JsonDiagnosis(
    string SchemaVersion,
    JsonTool Tool,
    JsonTarget Target,
    JsonWindow Window,
    JsonVerdict Verdict,
    Dictionary<string, double> WallClock,
    Dictionary<string, double> ThreadTime,
    JsonBounds Bounds,
    JsonFile[] Files,
    JsonEndpoint[] Endpoints,
    JsonCallSite[] CallSites,
    JsonThreadPool? ThreadPool,
    JsonGc? Gc,
    JsonLocks? Locks,
    JsonRequests? Requests,
    JsonThread[]? Threads,
    JsonSlice[]? Timeline,
    JsonPhase[] Phases,
    JsonEvidence[] Evidence,
    JsonAdvice[] Advice,
    JsonQuality Quality,
    JsonDiagnosis[]? Children)
{
    public JsonWorkload? Workload { get; init; }

    public JsonFileTotals? FileTotals { get; init; }
}

internal sealed record JsonFileTotals(long Files, bool AtLeast, Dictionary<string, JsonOperation> Operations, JsonFolder[] Folders);

internal sealed record JsonFolder(string Path, long Files, bool AtLeast, double Seconds, Dictionary<string, JsonOperation> Operations);

internal sealed record JsonTool(string Name, string Version);

internal sealed record JsonTarget(int? Pid, string Name, string? RuntimeVersion, string? Os, int? ExitCode, string? CommandLine);

internal sealed record JsonWindow(string StartUtc, double DurationSeconds, bool Truncated);

internal sealed record JsonVerdict(
    string Bound, string? Cause, string[] Causes, double Confidence, JsonRunnerUp? RunnerUp, string Summary);

internal sealed record JsonRunnerUp(string Bound, string Cause, double Share);

internal sealed record JsonBounds(JsonWhatIf? IfIoWereFree, JsonWhatIf? IfCpuWereHalf);

internal sealed record JsonWhatIf(double WallReduction, double Low, double High);

internal sealed record JsonFile(
    string Path,
    bool Exact,
    double WaitSeconds,
    double? WaitSecondsLow,
    double? WaitSecondsHigh,
    double WaitShare,
    Dictionary<string, double>? ByState,
    Dictionary<string, JsonOperation>? Operations,
    JsonCallSite[] CallSites,
    JsonActivity[]? Activities);

internal sealed record JsonActivity(string Name, int Activities, double Seconds);

internal sealed record JsonOperation(
    long Count, long Errors, long? Bytes, double Seconds, double? P50, double? P90, double? P99, double? Max);

internal sealed record JsonEndpoint(
    string Host, int? Port, string Protocol, bool Exact, long? Operations, long? Errors, double Seconds,
    double? P50, double? P90, double? P99, double? Max, JsonActivity[]? Activities);

internal sealed record JsonCallSite(string State, double Seconds, string[] Frames);

internal sealed record JsonThreadPool(
    int WorkersMax, int StarvationAdjustments, int CooperativeBlockingAdjustments, long? QueueLengthMax, long? WorkItemsCompleted);

internal sealed record JsonGc(
    double PauseSeconds, int Count, int Gen0, int Gen1, int Gen2, double? PauseMaxSeconds, double? AllocatedBytes);

internal sealed record JsonLocks(double ContentionSeconds, long Count, JsonLock[]? Items);

internal sealed record JsonLock(string Name, long Count, double Seconds, string[]? Frames, Dictionary<string, double>? HeldOver);

internal sealed record JsonRequests(
    long Count, long? Errors, double? MeanSeconds, double? P50, double? P90, double? P99, double? Max, JsonWhatIf? IfIoWereFree, JsonWhatIf? IfCpuWereHalf);

internal sealed record JsonThread(int Tid, string Name, string Role, Dictionary<string, double> ThreadTime);

internal sealed record JsonSlice(double StartSeconds, double DurationSeconds, Dictionary<string, double> WallClock);

internal sealed record JsonPhase(
    double StartSeconds, double DurationSeconds, double Share, JsonVerdict Verdict, Dictionary<string, double> WallClock);

internal sealed record JsonEvidence(
    string Id, double Value, string Unit, double? Threshold, string? Supports, string Source, string Text);

internal sealed record JsonAdvice(string Id, string Title, string Text);

internal sealed record JsonQuality(long EventsLost, JsonCollector[] Collectors, JsonOverhead Overhead, string[]? Notes);

internal sealed record JsonCollector(string Name, string Status, string? Reason, string? Remedy);

internal sealed record JsonOverhead(double? ToolCpuSeconds, double? TargetCpuSeconds);
