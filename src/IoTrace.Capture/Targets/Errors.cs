using System.Globalization;

using IoTrace.Analysis.Texts;
using IoTrace.Capture.Os.Linux;

namespace IoTrace.Capture.Targets;

/// <summary>What can go wrong with a target, each with the value at fault, the remedy and the exit code.</summary>
internal static class Errors
{
    private const int Usage = 2;
    private const int TimedOut = 124;
    private const int Failed = 125;
    private const int CannotRun = 126;
    private const int NotFound = 127;

    public static IoTraceException NoSuchProcess(int pid) => new(
        $"There is no process {pid}. `iotrace ps` lists the .NET processes.", Usage);

    public static IoTraceException NotDotNet(int pid, string name) => new(
        $"Process {pid} ({name}) is not a .NET process, as far as this user can see. `iotrace ps` lists the .NET processes; for a process of another user run iotrace as that user or as root.", Usage);

    public static IoTraceException NoProcessNamed(string name, IReadOnlyList<ProcessInfo> all) => new(
        SafeMessage.Of($"There is no .NET process named '{name}'.") + (all.Count == 0
            ? " No .NET process of this user is running."
            : "\nRunning are:\n" + List(all)), Usage);

    public static IoTraceException AmbiguousName(string name, IReadOnlyList<ProcessInfo> found) => new(
        SafeMessage.Of($"{found.Count} .NET processes are named '{name}'. Give the pid of one:\n") + List(found), Usage);

    public static IoTraceException Obstructed(ProcessInfo target, Obstacle obstacle) => new(
        $"Cannot attach to process {target.Pid} ({target.Name}): {obstacle.Reason}. {Sentence(obstacle.Remedy)}", Failed);

    public static IoTraceException Refused(int pid, string why) => new(
        $"Process {pid} did not let iotrace in: {why}. It runs on. `iotrace check {pid}` tells what is in the way.", Failed);

    public static IoTraceException Impostor(int pid, int server, uint user) => new(
        $"The diagnostic socket of process {pid} is not served by it, but by {(server > 0 ? $"process {server}" : "a process that cannot be seen from here")} of user {LibC.UserName(user)}; iotrace does not talk to it. Find out who made that socket and remove it, then start process {pid} anew.", Failed);

    public static IoTraceException Silent(int pid, TimeSpan limit) => new(
        string.Create(CultureInfo.InvariantCulture, $"Process {pid} did not answer within {limit.TotalSeconds:0} s. It may be stopped, or so busy that its diagnostics thread gets no processor; it runs on."), TimedOut);

    public static IoTraceException NoDescriptorsLeft(int pid, long free, int needed) => new(
        string.Create(CultureInfo.InvariantCulture, $"Process {pid} has {free} file descriptors left, and its runtime needs {needed} to be profiled. Raise its limit: `prlimit --pid {pid} --nofile=65536:`, where its hard limit allows it."), Failed);

    public static IoTraceException EndedBeforeAttach(int pid) => new(
        $"Process {pid} ended before profiling could begin. `iotrace launch -- <command>` profiles from the first instruction.", Failed);

    public static IoTraceException CommandNotFound(string command) => new(
        $"There is no command '{command}'. Check the spelling and PATH; a program in this folder needs ./ in front.", NotFound);

    public static IoTraceException CommandNotRunnable(string command, string why) => new(
        $"'{command}' cannot be run: {why}.", CannotRun);

    public static IoTraceException NeverDotNet(string command, int exitCode) => new(
        $"'{command}' ended with exit code {exitCode} and no .NET process was seen in it or below it. Launch a .NET program, or check that DOTNET_EnableDiagnostics is not 0.", Failed);

    public static IoTraceException NoDotNetYet(string command) => new(
        $"No .NET process was seen in '{command}' before profiling ended. Give it more time, or check that DOTNET_EnableDiagnostics is not 0.", TimedOut);

    public static IoTraceException NoSuchFile(string path) => new($"There is no file '{path}'.", Usage);

    public static IoTraceException Unreadable(string path, Exception e) => new($"Cannot read '{path}': {e.Message}", Failed, e);

    public static IoTraceException NoRecording(string path, string why) => new(
        $"'{path}' is no recording, or not a whole one: {why.TrimEnd('.')}. `iotrace report` reads .iotrace files of `iotrace attach` and `launch`, and .nettrace files of dotnet-trace.", Usage);

    public static IoTraceException Contradictory(string path, Exception e) => new(
        $"'{path}' cannot be analysed: what it says contradicts itself ({e.GetType().Name}). A copy or a transfer may have damaged it; if iotrace wrote it just so, please report that.",
        // The guard looks for the part that is at fault, and leaves it out.
        Guard.GuardedProcess.Role == Guard.GuardRole.Work ? Guard.GuardedProcess.Broken : Usage, e);

    public static IoTraceException TooMuch(string path, string why) => new(
        $"'{path}' is damaged, or made to do harm: {why}. It was read in a process of its own, which was ended.", Usage);

    public static IoTraceException NoWorkingFolder(string path, Exception e) => new(
        $"Cannot write to the temporary folder '{path}': {e.Message} Set TMPDIR to a folder with space for the recording.", Failed, e);

    private static string List(IReadOnlyList<ProcessInfo> processes) =>
        string.Join('\n', processes.Select(p => SafeMessage.Of($"  {$"{p.Pid,7}"}  {p.Name}  {Short(Redaction.Secrets(p.CommandLine))}")));

    private static string Short(string text)
    {
        const int Most = 100;
        return text.Length > Most ? text[..Most] + "…" : text;
    }

    private static string Sentence(string remedy) => char.ToUpperInvariant(remedy[0]) + remedy[1..] + ".";
}
