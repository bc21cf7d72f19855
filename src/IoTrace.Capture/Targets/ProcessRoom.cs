using System.Globalization;

using IoTrace.Capture.Os.Linux;

namespace IoTrace.Capture.Targets;

/// <summary>How much a process may still take before a limit refuses it. Null where no limit is known.</summary>
/// <param name="Descriptors">File descriptors below its RLIMIT_NOFILE that are free.</param>
/// <param name="Threads">Threads, by the lowest of RLIMIT_NPROC, the pids limit of each control group, and the kernel's own.</param>
/// <param name="AddressSpace">Bytes below RLIMIT_AS, or of what a kernel that never overcommits still grants.</param>
/// <param name="Memory">Bytes, by the lowest memory limit of its control groups; the page cache counts as free.</param>
internal readonly record struct ProcessRoom(long? Descriptors, long? Threads, long? AddressSpace, long? Memory)
{
    public static ProcessRoom Of(int pid)
    {
        var limits = new ProcessLimits(pid);
        return new ProcessRoom(
            FreeDescriptors(pid),
            Least([FreeOfUser(pid, limits), FreeOfMachine(), .. ControlGroup.Folders(pid, "pids").Select(FreeThreads)]),
            Least([FreeAddresses(pid, limits), FreeCommit()]),
            Least(ControlGroup.Folders(pid, "memory").Select(FreeMemory)));
    }

    /// <summary>File descriptors that a process may still open; null where that cannot be read.</summary>
    public static long? FreeDescriptors(int pid)
    {
        if (new ProcessLimits(pid)["Max open files"] is not { } limit)
        {
            return null;
        }

        try
        {
            return limit - Directory.EnumerateFileSystemEntries(ProcPath.Descriptors(pid)).LongCount(entry => long.Parse(Path.GetFileName(entry), CultureInfo.InvariantCulture) < limit);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>RLIMIT_NPROC counts all threads of the real user; root and whoever may exceed resources are not held to it.</summary>
    private static long? FreeOfUser(int pid, ProcessLimits limits)
    {
        if (limits["Max processes"] is not { } limit || ProcessCredentials.Of(pid) is not { } credentials || credentials.ExceedsResources)
        {
            return null;
        }

        return limit - ProcessFacts.All().Where(other => ProcessCredentials.Of(other)?.RealUser == credentials.RealUser).Sum(other => ProcessFacts.ThreadCount(other) ?? 0);
    }

    private static long? FreeOfMachine()
    {
        // Fields of /proc/loadavg: three averages, then runnable/existing.
        var existing = Number(Text("/proc/loadavg")?.Split(' ').ElementAtOrDefault(3)?.Split('/').ElementAtOrDefault(1));
        return Least([Number(Text("/proc/sys/kernel/threads-max")), Number(Text("/proc/sys/kernel/pid_max"))]) - existing;
    }

    private static long? FreeThreads(string group) => Number(Text($"{group}/pids.max")) - Number(Text($"{group}/pids.current"));

    private static long? FreeAddresses(int pid, ProcessLimits limits) => limits["Max address space"] - ProcessFacts.VirtualSize(pid);

    /// <summary>A kernel that never overcommits refuses what is over its limit for all processes together.</summary>
    private static long? FreeCommit()
    {
        const string Never = "2";
        if (Text("/proc/sys/vm/overcommit_memory")?.Trim() != Never)
        {
            return null;
        }

        var memory = (Text("/proc/meminfo") ?? "").Split('\n');
        return (Kilobytes(memory, "CommitLimit:") - Kilobytes(memory, "Committed_AS:")) * 1024;
    }

    private static long? FreeMemory(string group)
    {
        var cache = Number((Text($"{group}/memory.stat") ?? "").Split('\n')
            .FirstOrDefault(line => line.StartsWith("inactive_file ", StringComparison.Ordinal))?["inactive_file ".Length..]) ?? 0;
        return Least([
            Number(Text($"{group}/memory.max")) - Number(Text($"{group}/memory.current")),
            Number(Text($"{group}/memory.limit_in_bytes")) - Number(Text($"{group}/memory.usage_in_bytes"))]) + cache;
    }

    private static long? Kilobytes(string[] lines, string name) =>
        Number(lines.FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))?[name.Length..].Replace("kB", "", StringComparison.Ordinal));

    private static long? Least(IEnumerable<long?> many) => many.Min();

    /// <summary>"max" and what is missing are no limit.</summary>
    private static long? Number(string? text) => long.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string? Text(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
