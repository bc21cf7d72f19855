using System.Globalization;
using System.Runtime.InteropServices;

using IoTrace.Capture.Os.Linux;
using IoTrace.Capture.Targets;

namespace IoTrace.Capture;

/// <summary>How a check came out.</summary>
public enum CheckOutcome
{
    /// <summary>All there.</summary>
    Good,

    /// <summary>There, with limits.</summary>
    Limited,

    /// <summary>Not there.</summary>
    Missing,
}

/// <summary>One thing that was checked.</summary>
/// <param name="Subject">What was checked.</param>
/// <param name="Text">What was found.</param>
/// <param name="Remedy">What to do to get more, where something can be done.</param>
public sealed record CheckFinding(string Subject, CheckOutcome Outcome, string Text, string? Remedy);

/// <summary>What this machine, this user and a target allow.</summary>
public static class MachineCheck
{
    /// <summary>Checks by trying, not by guessing.</summary>
    /// <exception cref="IoTraceException">There is no such process, or it is not a .NET process.</exception>
    public static IReadOnlyList<CheckFinding> Run(int? pid)
    {
        var target = pid is { } id ? ProcessFinder.ById(id) : null;
        var findings = new List<CheckFinding> { System(), User(), TemporaryFolder() };
        if (OperatingSystem.IsLinux())
        {
            findings.Add(ThreadTimes(pid ?? Environment.ProcessId));
            findings.Add(SystemCallsOf(pid));
        }
        else
        {
            findings.Add(new CheckFinding("thread states", CheckOutcome.Missing, "they come from procfs, which only Linux has", null));
        }

        if (target is not null)
        {
            findings.Add(Target(target));
        }

        return findings;
    }

    private static CheckFinding System() => new(
        "system", CheckOutcome.Good,
        string.Create(CultureInfo.InvariantCulture, $"{RuntimePlatform.Name}, kernel {Environment.OSVersion.Version}, {Environment.ProcessorCount} processors, iotrace {ToolVersion.Text} on {RuntimeInformation.FrameworkDescription}"), null);

    private static CheckFinding User()
    {
        var uid = OperatingSystem.IsLinux() ? LibC.EffectiveUser() : 0;
        return uid == 0 && OperatingSystem.IsLinux()
            ? new CheckFinding("user", CheckOutcome.Good, "root: every process of this machine can be profiled", null)
            : new CheckFinding("user", CheckOutcome.Good, $"{Environment.UserName}: your own processes can be profiled", "for those of others run iotrace as their user or as root");
    }

    private static CheckFinding TemporaryFolder()
    {
        var folder = Path.GetTempPath();
        try
        {
            // A folder of a new name, as for a recording: a name that can be guessed may be somebody's link.
            var made = Directory.CreateTempSubdirectory("iotrace-check-");
            File.WriteAllBytes(Path.Combine(made.FullName, "byte"), [0]);
            made.Delete(recursive: true);
            var free = new DriveInfo(folder).AvailableFreeSpace;
            return new CheckFinding("recordings", CheckOutcome.Good, string.Create(CultureInfo.InvariantCulture, $"made in {folder}, {free / 1_048_576:#,0} MiB free"), null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new CheckFinding("recordings", CheckOutcome.Missing, $"{folder} cannot be written to: {e.Message}", "set TMPDIR to a folder that can");
        }
    }

    private static CheckFinding ThreadTimes(int pid)
    {
        using var file = ProcFile.TryOpen(ProcPath.ThreadSchedstat(pid, pid), out var errno);
        Span<byte> buffer = stackalloc byte[256];
        return file is not null && !file.Read(buffer).IsEmpty
            ? new CheckFinding("processor time", CheckOutcome.Good, "exact for every thread (schedstat)", null)
            : new CheckFinding("processor time", CheckOutcome.Missing, $"schedstat cannot be read (errno {errno})", "the kernel needs CONFIG_SCHED_INFO");
    }

    private static CheckFinding SystemCallsOf(int? pid)
    {
        var scope = File.Exists(ProcPath.PtraceScope) ? File.ReadAllText(ProcPath.PtraceScope).Trim() : "0";
        if (pid is { } id)
        {
            using var file = ProcFile.TryOpen(ProcPath.ThreadSyscall(id, id), out var errno);
            Span<byte> buffer = stackalloc byte[256];
            if (file is not null && !file.Read(buffer, out errno).IsEmpty)
            {
                return new CheckFinding("system calls", CheckOutcome.Good, $"what process {id}'s threads wait for, and on which file, can be seen", null);
            }

            return new CheckFinding(
                "system calls", CheckOutcome.Limited, $"the system calls of process {id} are hidden (errno {errno}); the stacks, and the kernel's functions where they may be read, tell the kind of a wait, not the file",
                "launch it with iotrace, run iotrace as root, or: sysctl kernel.yama.ptrace_scope=0");
        }

        return scope is "0" || LibC.EffectiveUser() == 0
            ? new CheckFinding("system calls", CheckOutcome.Good, "what threads wait for, and on which file, can be seen", null)
            : new CheckFinding(
                "system calls", CheckOutcome.Limited, $"kernel.yama.ptrace_scope is {scope}: they can be seen for launched programs, not for attached ones",
                "for attach run iotrace as root, or: sysctl kernel.yama.ptrace_scope=0");
    }

    private static CheckFinding Target(ProcessInfo target) => target.Obstacle is { } obstacle
        ? new CheckFinding("target", CheckOutcome.Missing, $"{target.Name} ({target.Pid}): {obstacle.Reason}", obstacle.Remedy)
        : new CheckFinding("target", CheckOutcome.Good, $"{target.Name} ({target.Pid}), .NET {target.RuntimeVersion ?? "of unknown version"}, user {target.User}: can be attached to{(target.Place is { } place ? $"; it lives in {place.Describe(target.Pid)}" : "")}", null);
}
