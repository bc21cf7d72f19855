using System.Globalization;

using IoTrace.Analysis.Results;

namespace IoTrace.Cli;

/// <summary>What the command line says to a person, apart from reports. Errors about targets stand with the capture.</summary>
internal static class Messages
{
    public const string Description = "Tells whether a .NET process is I/O-bound or CPU-bound, on what exactly, and what could be won.";

    public static string Error(string message) => $"iotrace: {message}";

    public static string CannotWrite(string path, string why) => $"Cannot write '{path}': {why.TrimEnd('.')}. Give another path; nothing else was lost.";

    public static string OutputFailed(string why) => $"Reading or writing failed: {why.TrimEnd('.')}. Free some space, or have the output go elsewhere.";

    public static string BadDuration(string text) => $"'{text}' is not a duration. Give seconds, or a number with ms, s, m or h, such as 30s or 1.5m.";

    /// <param name="command">As it was called: iotrace workload run.</param>
    public static string SeeHelp(string command) => $"`{command} --help` shows what there is.";

    /// <param name="meant">Options that come close.</param>
    public static string NoSuchOption(string word, string command, IReadOnlyList<string> meant) =>
        $"`{command}` has no option '{word}'.{(meant.Count > 0 ? $" Did you mean {string.Join(" or ", meant)}?" : "")}";

    public static string BeforeDashes(string word) =>
        $"'{word}' stands before `--`, where options of `iotrace launch` belong. The command and all of its arguments stand behind it: iotrace launch [options] -- <command> [args].";

    public static string BadProcessId(string text) => $"'{text}' is not a process id. `iotrace ps` lists the .NET processes with theirs.";

    public static string BadFailOn(string entry, string valid) =>
        $"'{entry}' is nothing that --fail-on knows. Give bounds or causes, parted by commas, each with an optional share of the time and confidence, both from 0 to 1: io, thread-pool-starvation, file-sync>0.3, io>0.3@0.9. Mixed and unknown have no share, and unknown no confidence. Known are: {valid}.";

    /// <param name="share">Of the wall clock, where that is what matched; 0 to 1.</param>
    public static string FailOnMatched(string entry, double? share, Diagnosis diagnosis)
    {
        var verdict = diagnosis.Verdict;
        var with = share is { } matched ? string.Create(CultureInfo.InvariantCulture, $" with {matched:0.00} of the time") : "";
        var evidence = diagnosis.Evidence.FirstOrDefault(e => e.Supports is not null)?.Text;
        return string.Create(CultureInfo.InvariantCulture, $"--fail-on {entry} matched{with}. The verdict (confidence {verdict.Confidence:0.00}): {verdict.Summary}")
            + (evidence is null ? "" : $" Evidence: {evidence}");
    }

    public static string Stopping => "Stopping; Ctrl+C again aborts.";

    public static string Profiling(string target, TimeSpan? duration) => duration is { } total
        ? string.Create(CultureInfo.InvariantCulture, $"Profiling {target} for {total.TotalSeconds:0.#} s; Ctrl+C stops early and reports.")
        : $"Profiling {target} until it ends; Ctrl+C stops early and reports.";

    public static string Saved(string path) => $"Recording saved to {path}";

    public static string Bug(Exception e, bool verbose) => verbose
        ? $"iotrace: unexpected error\n{e}"
        : $"iotrace: unexpected error: {e.GetType().Name}: {e.Message}\nThis is a bug in iotrace; run again with --verbose for its stack.";

    public static string NoProcesses => "No .NET process is running that this user can see.";

    public static string WorkloadCommonOptions =>
        "All take --seed, --duration, --directory and --delay. Settings of one among several: iotrace workload compare copy-sync:buffer=4KiB copy-sync:buffer=1MiB";

    public static string BareHasNoReport => "--bare runs without the profiler, so there is no recording, no report to write and no verdict to fail on. Leave out --bare, or the files and --fail-on.";

    public static string WorkloadPlace(Workloads.Data.Workspace? workspace) => workspace switch
    {
        null => "Running; Ctrl+C stops early.",
        { IsInMemory: true } => $"Working in {Path.GetDirectoryName(workspace.Path)}, which is in memory ({workspace.Format}): nothing there waits for a disk. Give a place on a disk with --directory.",
        _ => $"Working in {Path.GetDirectoryName(workspace.Path)} ({workspace.Format}); Ctrl+C stops early, and all files are removed.",
    };

    public static string NothingMeasured => "Stopped before anything was measured; all files are removed.";

    public static string NothingCompared => "Nothing was measured: no run was complete when it ended.";

    public static string NoWorkloadForSetting(string option) => $"{option} is for workloads, and none is named: a command cannot be told. Leave it out, or name a workload.";

    public static string NothingToCompare => "Name at least two things to compare: workloads (`iotrace workload list`), commands (--command), or saved results (--with).";

    public static string NoSuchBaseline(string name, string names) => $"'{name}' is not among what is compared. Valid are: {names}.";

    public static string NotSavedResults(string path, string why) => $"'{path}' holds no saved comparison: {why} `iotrace workload compare ... --save FILE` writes one.";

    public static string CommandFailed(string command, int exitCode, string error) => $"The command '{command}' ended with code {exitCode}.{(error.Length > 0 ? $" It said: {error}" : "")}";
}
