using System.Globalization;

using IoTrace.Analysis.Results;
using IoTrace.Cli.Commands;
using IoTrace.Reports.Formatting;
using IoTrace.Workloads.Comparison;

namespace IoTrace.Cli;

/// <summary>What the command line says to a person, apart from reports. Errors about targets stand with the capture.</summary>
internal static class Messages
{
    public const string Description = "Tells whether a .NET process is I/O-bound or CPU-bound, what it waits for, and how much faster it could get.";

    public static string Error(string message) => $"iotrace: {message}";

    public static string CannotWrite(string path, string why) => SafeMessage.Of($"Cannot write '{path}': {why.TrimEnd('.')}. Give another path; nothing else was lost.");

    public static string DataLost(string why) => SafeMessage.Of($"Data were lost while they were recorded: {why.TrimEnd('.')}. The report rests on what came before. Free some space, or set TMPDIR to a folder with more.");

    public static string WaitingForReader(string path) => SafeMessage.Of($"Waiting for a reader of the pipe '{path}'.");

    public static string OneStandardOutput =>
        "Both --json and --markdown are '-': one report at a time goes to standard output. Give the other one a file.";

    public static string OutputFailed(string why) => SafeMessage.Of($"Reading or writing failed: {why.TrimEnd('.')}. Free some space, or have the output go elsewhere.");

    public static string BadDuration(string text) => $"'{SafeText.Of(text)}' is not a duration. Give seconds, or a number with ms, s, m or h, or [dd:]hh:mm:ss: 30s, 1.5m, 00:00:30.";

    public static string DurationOutOfRange(string text) => $"'{SafeText.Of(text)}' is not a valid duration: it must be from 1ms to 100 days.";

    /// <param name="command">As it was called: iotrace workload run.</param>
    /// <param name="meant">Options that come close.</param>
    public static string NoSuchOption(string word, string command, IReadOnlyList<string> meant) =>
        $"`{command}` has no option '{SafeText.Of(word)}'.{DidYouMean(meant)} {SeeHelp(command)}";

    public static string OptionBeforeCommand(string word, string command) =>
        $"'{SafeText.Of(word)}' must come after the command: {command} {SafeText.Of(word)}. {SeeHelp(command)}";

    /// <param name="meant">Commands that come close.</param>
    public static string NoSuchCommand(string word, string command, IReadOnlyList<string> meant) =>
        $"`{command}` has no command '{SafeText.Of(word)}'.{DidYouMean(meant)} {SeeHelp(command)}";

    /// <param name="instead">The form that does what the word does elsewhere.</param>
    public static string CommandElsewhere(string word, string instead) => $"`iotrace {word}` is called {instead}";

    public static string NoValue(string option, string command) => $"'{option}' takes no value. {SeeHelp(command)}";

    public static string ValueMissing(string option, string value, string command) => $"'{option}' needs a value: {option} {value}. {SeeHelp(command)}";

    public static string ValueTwice(string option, string value, string command) => $"'{option}' is given twice, and takes one value: {option} {value}. {SeeHelp(command)}";

    public static string ArgumentMissing(string argument, string usage) => $"The {argument} is missing: {usage}";

    public static string Surplus(string word, string usage) => $"'{SafeText.Of(word)}' is one argument too many: {usage}. A value with blanks needs quotes.";

    public static string CommandWithoutDashes(string word, string program) =>
        $"'{SafeText.Of(word)}' stands behind '{SafeText.Of(program)}' and would be read as an option of `iotrace launch`. Put `--` before the command: iotrace launch [options] -- {SafeText.Of(program)} {SafeText.Of(word)}";

    public static string Contradiction(string one, string other) => $"{one} and {other} contradict each other. Give one of them.";

    public static string NoSuchShell(string shell, IEnumerable<string> known) => $"There is no completion for '{SafeText.Of(shell)}'. There is for {string.Join(" and ", known)}: iotrace completion bash";

    public static string NoTarget => "Which process? Give its id or its name: iotrace attach <pid or name> [options]. `iotrace ps` lists them.";

    public static string TwoTargets => "More than one process is named. Give one: an id (-p), a name (-n), or either without an option.";

    public static string NoRecording => "Give the file to report on, or --schema.";

    public static string SchemaNeedsNoFile(string file) => $"--schema prints the schema and reads no recording, and '{SafeText.Of(file)}' was given. Leave out one of them.";

    public static string BareHasNoProfiler(string option) => $"--bare runs without the profiler, so {option} has no effect. Leave out one of them.";

    public static string BeforeDashes(string word) =>
        $"'{SafeText.Of(word)}' is an unexpected argument before `--`. Put the command and its arguments after `--`: iotrace launch [options] -- <command> [args].";

    public static string BadProcessId(string text) => $"'{SafeText.Of(text)}' is not a process id. `iotrace ps` lists the .NET processes with theirs.";

    /// <param name="why">What is wrong with it, as the rest of a sentence.</param>
    public static string BadFailOn(string entry, string why) =>
        $"The entry '{SafeText.Of(entry)}' of --fail-on {SafeText.Of(why)}. Use a comma-separated list of bounds or causes, each with an optional share of the time and confidence from 0 to 1: io, thread-pool-starvation, file-sync>0.3, io>0.3@0.9.";

    /// <param name="meant">Names that come close.</param>
    public static string NoSuchVerdict(IReadOnlyList<string> meant, IEnumerable<string> known) =>
        $"names no bound or cause.{(meant.Count > 0 ? $" Did you mean {string.Join(" or ", meant)}?" : "")} Known are: {string.Join(", ", known)}";

    public static string NoFraction(char sign, string what, string number) => number switch
    {
        "" => $"has no {what} behind '{sign}'",
        [.. var percent, '%'] when double.TryParse(percent, CultureInfo.InvariantCulture, out var hundredths) && hundredths is >= 0 and <= 100 =>
            string.Create(CultureInfo.InvariantCulture, $"has a {what} in per cent: write '{sign}{hundredths / 100:0.####}'"),
        _ when sign == '@' && number.Contains('>', StringComparison.Ordinal) => "has its confidence before its share, which come the other way round",
        _ => $"has '{number}' for a {what}, which is no number from 0 to 1",
    };

    /// <summary>What matched, of which process, and the evidence that is about it.</summary>
    public static string FailOnMatched(FailOn entry, Diagnosis diagnosis)
    {
        var with = entry.Criterion.Share(diagnosis) is { } share ? string.Create(CultureInfo.InvariantCulture, $" with {share:0.00} of the time") : "";
        var evidence = string.Join(' ', entry.Criterion.Evidence(diagnosis).Select(e => e.Text));
        return $"--fail-on {entry.Text} matched{with}: {Process(diagnosis.Target)}.{(evidence.Length > 0 ? $" Evidence: {evidence}" : "")}";
    }

    public static string FailOnVerdict(Verdict verdict) =>
        string.Create(CultureInfo.InvariantCulture, $"The verdict (confidence {Math.Floor((verdict.Confidence * 100) + 1e-9) / 100:0.00}): {verdict.Summary}");

    /// <param name="fails">Whether that counts as a failure.</param>
    public static string FailOnUnjudged(Diagnosis diagnosis, bool fails) =>
        $"--fail-on could not be judged: {Process(diagnosis.Target)}. {diagnosis.Verdict.Summary}{(fails ? "" : " It counts as passed; --fail-on-unknown makes it a failure.")}";

    public static string FailOnUnknownAlone => "--fail-on-unknown goes with --fail-on LIST. Give both.";

    public static string TwoSides(int count) =>
        $"`iotrace diff` takes two recordings, before and after, and {Quantity.Things(count, "recording")} {(count == 1 ? "was" : "were")} given. Put -- between several of each.";

    public static string NotAPercentage(string text) => $"'{SafeText.Of(text)}' is not a percentage over zero. Give one such as 10%.";

    public static string Regressed(string time, double rise, double limit) =>
        $"--fail-on-regression {Quantity.Percent(limit)} matched: the {time} rose by {Quantity.Percent(rise)}.";

    public static string NoTimeToCompare =>
        "--fail-on-regression could not be judged: it needs recordings of programs that ran to their end, or of servers that answered requests.";

    /// <param name="detectable">The smallest rise that would have been found, as a fraction.</param>
    public static string RegressionUnknown(string time, double detectable) =>
        $"--fail-on-regression could not be judged: only a rise of the {time} by {Quantity.Percent(detectable)} would have shown. Compare several recordings of each side.";

    public static string Stopping => "Stopping; Ctrl+C again aborts.";

    /// <param name="byEnter">Whether Enter stops it too.</param>
    public static string Profiling(string target, TimeSpan? duration, bool byEnter) =>
        $"Profiling {SafeText.Of(target)} {For(duration)}; {(byEnter ? "Enter or Ctrl+C" : "Ctrl+C")} stops early and reports.";

    /// <param name="target">A program that was launched; a Ctrl+C reaches it as well.</param>
    public static string ProfilingLaunched(string target, TimeSpan? duration) => $"Profiling {SafeText.Of(target)} {For(duration)}.";

    public static string StillRuns => "The command still runs; iotrace waits for its end and its exit code. Ctrl+C ends it.";

    public static string NotARecordingName(string path, string extension) =>
        $"'{SafeText.Of(path)}' would be an .iotrace recording under the name of another format ({extension}). Name it with .iotrace; `iotrace report` makes other formats of it.";

    public static string EmptyPath(string option, string value) => $"'{option}' needs a name, and the one given is empty: {option} {value}. A variable in a script may not be set.";

    public static string Saved(string path) => SafeMessage.Of($"Recording saved to {path}");

    public static string Bug(Exception e, bool verbose) => verbose
        ? $"iotrace: unexpected error\n{e}"
        : SafeMessage.Of($"iotrace: unexpected error: {e.GetType().Name}: {e.Message}") + "\nThis is a bug in iotrace; run again with --verbose for its stack.";

    public static string NoProcesses => "No .NET process is running that this user can see.";

    public static string WorkloadCommonOptions =>
        "All take --seed, --duration, --directory and --delay. Settings of one among several: iotrace workload compare copy-sync:buffer=4KiB copy-sync:buffer=1MiB";

    public static string BareHasNoReport => "--bare runs without the profiler, so there is no recording, no report to write and no verdict to fail on. Leave out --bare, or the files and --fail-on.";

    public static string WorkloadPlace(Workloads.Data.Workspace? workspace) => workspace switch
    {
        null => "Running; Ctrl+C stops early.",
        { IsInMemory: true } => SafeMessage.Of($"Working in {Path.GetDirectoryName(workspace.Path)}, which is in memory ({workspace.Format}): nothing there waits for a disk. Give a place on a disk with --directory."),
        _ => SafeMessage.Of($"Working in {Path.GetDirectoryName(workspace.Path)} ({workspace.Format}); Ctrl+C stops early, and all files are removed."),
    };

    public static string Step(RaceStep step) =>
        $"{step.Number}/{step.Total}{(step.SecondsLeft is { } left ? $", {Quantity.Duration(Math.Round(left))} left" : "")}  {step.What} of {step.Name}";

    public static string MoreNamesThanCommands => "--name is given more often than there are commands. The first names the first command, and so on.";

    public static string NothingMeasured => "Stopped before anything was measured; all files are removed.";

    public static string NoWorkloadForSetting(string option) => $"{option} applies to workloads only, and no workload was given. Leave it out, or name a workload.";

    public static string NothingToCompare => "Name at least two things to compare: workloads (`iotrace workload list`), commands, or saved results (--with).";

    public static string NoSuchBaseline(string name, string names) => SafeMessage.Of($"'{name}' is not among what is compared. Valid are: {names}.");

    public static string CommandFailed(string command, int exitCode, string error) => SafeMessage.Of($"The command '{command}' ended with code {exitCode}.{(error.Length > 0 ? $" It said: {error}" : "")}");

    private static string Process(TargetInfo target) => target.Pid is { } pid ? string.Create(CultureInfo.InvariantCulture, $"{target.Name} (pid {pid})") : target.Name;

    private static string For(TimeSpan? duration) => duration is { } total ? string.Create(CultureInfo.InvariantCulture, $"for {total.TotalSeconds:0.#} s") : "until it ends";

    private static string SeeHelp(string command) => $"`{command} --help` shows its options.";

    private static string DidYouMean(IReadOnlyList<string> meant) => meant.Count > 0 ? $" Did you mean {string.Join(" or ", meant)}?" : "";
}
