using System.Globalization;
using IoTrace.Analysis.Results;

namespace IoTrace.Reports.Formatting;

/// <summary>The words for verdicts, causes, states and collectors; the same in every report.</summary>
internal static class Wording
{
    public static string Title(Bound bound) => bound switch
    {
        Bound.Io => "I/O-bound",
        Bound.Cpu => "CPU-bound",
        Bound.Mixed => "Mixed: I/O and CPU",
        Bound.Neither => "Neither I/O- nor CPU-bound",
        _ => "Unknown",
    };

    /// <summary>How often each was done: <c>3,000 open, 3,000 close</c>.</summary>
    public static string Operations(IEnumerable<OperationTotal> operations) =>
        string.Join(", ", operations.Select(operation => $"{Quantity.Count(operation.Count)} {operation.Kind}"));

    public static string Phrase(Cause cause) => CauseStyle.Of(cause).Phrase;

    /// <summary>Bound and cause in a few words: <c>I/O-bound: file-sync</c>.</summary>
    public static string Short(Verdict verdict) => verdict.Bound switch
    {
        Bound.Unknown => "unknown",
        Bound.Neither => verdict.Causes[0].Name(),
        Bound.Mixed => "mixed: " + string.Join(", ", verdict.Causes.Select(cause => cause.Name())),
        _ => $"{Title(verdict.Bound)}: {verdict.Causes[0].Name()}",
    };

    /// <summary>A letter a phase, by which it is found in the strip; after 26 they begin again.</summary>
    public static string PhaseName(int index) => ((char)('A' + (index % 26))).ToString();

    public static string Label(ThreadState state) => StateStyle.Of(state).Label;

    /// <summary>The same of threads: most of those that wait for another thread wait for a task, a join or an event, and no lock is contended.</summary>
    public static string OfThreads(ThreadState state) => state == ThreadState.Lock ? "lock or task" : Label(state);

    public static string Confidence(double confidence) => confidence switch
    {
        >= 0.95 => "very high",
        >= 0.8 => "high",
        >= 0.6 => "moderate",
        >= 0.4 => "low",
        _ => "very low",
    };

    public static string Collector(string name) => name switch
    {
        "eventpipe" => "runtime events",
        "stacks" => "managed stacks",
        "procfs" => "thread states",
        "probe" => "I/O probe",
        _ => name,
    };

    /// <summary>The process in a few words: <c>orders (pid 4711) · .NET 10.0.12 · linux-x64 · 10.0 s</c>.</summary>
    public static string Subject(Diagnosis diagnosis)
    {
        var (target, window) = (diagnosis.Target, diagnosis.Window);
        var pid = target.Pid is { } id ? $" (pid {id.ToString(CultureInfo.InvariantCulture)})" : "";
        string?[] parts =
        [
            target.Name + pid,
            target.RuntimeVersion is null ? null : $".NET {target.RuntimeVersion}",
            target.Os,
            Quantity.Duration(window.DurationSeconds),
            target.ExitCode is { } code and not 0 ? $"exit code {code.ToString(CultureInfo.InvariantCulture)}" : null,
        ];
        return string.Join(" · ", parts.Where(part => part is not null));
    }

    /// <summary>Host and port as one address; an IPv6 address in brackets.</summary>
    public static string Address(EndpointUsage peer)
    {
        if (peer.Port is not { } port)
            return peer.Host;

        var host = peer.Host.Contains(':', StringComparison.Ordinal) ? $"[{peer.Host}]" : peer.Host;
        return string.Create(CultureInfo.InvariantCulture, $"{host}:{port}");
    }

    /// <summary>How many activities of a name there were: <c>12 activities</c>.</summary>
    public static string Activities(int count) => count == 1 ? "1 activity" : $"{Quantity.Count(count)} activities";

    /// <summary>The interval of a what-if bound in brackets, where there is one.</summary>
    public static string Interval(WhatIf bound) =>
        double.IsFinite(bound.Low) && double.IsFinite(bound.High) ? $" ({Quantity.PercentRange(bound.Low, bound.High)})" : "";

    /// <summary>The call sites worth showing: an idle thread's tells nothing that could be changed, unless there is nothing else.</summary>
    public static IReadOnlyList<CallSite> TellingCallSites(Diagnosis diagnosis)
    {
        var telling = diagnosis.CallSites.Where(site => site.State != ThreadState.Idle).ToList();
        return telling.Count > 0 ? telling : diagnosis.CallSites;
    }

    /// <summary>The states of a budget that have a part in it, largest first.</summary>
    public static IEnumerable<(ThreadState State, double Value)> Ranked(StateTimes times) =>
        StateTimes.States.Select(state => (state, times[state])).Where(pair => pair.Item2 > 0).OrderByDescending(pair => pair.Item2);
}
