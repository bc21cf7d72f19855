using System.Globalization;
using System.Text;

using IoTrace.Capture.Os.Linux;

namespace IoTrace.Capture.Targets;

/// <summary>What procfs tells of one process. Everything is a value: a process can go at any moment.</summary>
internal static class ProcessFacts
{
    private const int StartTimeField = 22;
    private const int FirstFieldAfterCommand = 3;

    /// <summary>System.Private.CoreLib has some 15 MB.</summary>
    private const int LargestLibrary = 64 << 20;

    /// <summary>USER_HZ, the same on every Linux that .NET runs on.</summary>
    private const double TicksPerSecond = 100;

    /// <summary>Whether there is a process of that id that has not ended.</summary>
    public static bool Exists(int pid) => State(pid) is { } state && state is not ('Z' or 'X');

    /// <summary>The scheduler's state letter; null when there is no such process.</summary>
    public static char? State(int pid) => StatField(pid, FirstFieldAfterCommand) is [var state, ..] ? state : null;

    /// <summary>The parent's id; null when there is no such process.</summary>
    public static int? Parent(int pid) => int.TryParse(StatField(pid, 4), CultureInfo.InvariantCulture, out var parent) ? parent : null;

    /// <summary>Whether it neither handles nor ignores a signal.</summary>
    public static bool DiesOf(int pid, int signal)
    {
        return IsUnset("SigCgt") && IsUnset("SigIgn");

        bool IsUnset(string field) =>
            ulong.TryParse(StatusField(pid, field), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var signals) && (signals & (1UL << (signal - 1))) == 0;
    }

    /// <summary>The links to what it has open; none where they cannot be read.</summary>
    public static IEnumerable<string> Descriptors(int pid) => Entries(ProcPath.Descriptors(pid));

    /// <summary>The processes that its threads started; none where the kernel does not list them.</summary>
    public static IEnumerable<int> Children(int pid) =>
        Threads(pid).SelectMany(tid => (TryRead(ProcPath.Children(pid, tid)) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(child => int.Parse(child, CultureInfo.InvariantCulture));

    /// <summary>Start time in clock ticks since boot: with the id, it names a process for good.</summary>
    public static long? StartTime(int pid) =>
        long.TryParse(StatField(pid, StartTimeField), CultureInfo.InvariantCulture, out var ticks) ? ticks : null;

    /// <summary>How long ago the process made its thread of that name; null when it has none.</summary>
    public static TimeSpan? ThreadAge(int pid, string name)
    {
        var started = Threads(pid).Where(tid => TryRead(ProcPath.ThreadComm(pid, tid))?.TrimEnd('\n') == name)
            .Select(tid => long.TryParse(StatField(ProcPath.ThreadStat(pid, tid), StartTimeField), CultureInfo.InvariantCulture, out var ticks) ? ticks : (long?)null)
            .FirstOrDefault(ticks => ticks is not null);
        return started is { } at && double.TryParse(TryRead(ProcPath.Uptime)?.Split(' ')[0], CultureInfo.InvariantCulture, out var now)
            ? TimeSpan.FromSeconds(now - (at / TicksPerSecond))
            : null;
    }

    /// <summary>The processes that this one can see.</summary>
    public static IEnumerable<int> All() => Directory.EnumerateDirectories(ProcPath.Root)
        .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var pid) ? pid : 0).Where(pid => pid > 0);

    /// <summary>How many threads it has; null when there is no such process.</summary>
    public static long? ThreadCount(int pid) => long.TryParse(StatusField(pid, "Threads"), CultureInfo.InvariantCulture, out var count) ? count : null;

    /// <summary>Bytes of its address space that are taken; null when there is no such process.</summary>
    public static long? VirtualSize(int pid) => long.TryParse(StatusField(pid, "VmSize")?.Split(' ')[0], CultureInfo.InvariantCulture, out var kilobytes) ? kilobytes * 1024 : null;

    /// <summary>User and kernel processor time in seconds; null when there is no such process.</summary>
    public static double? CpuSeconds(int pid) =>
        double.TryParse(StatField(pid, 14), CultureInfo.InvariantCulture, out var user)
        && double.TryParse(StatField(pid, 15), CultureInfo.InvariantCulture, out var kernel)
            ? (user + kernel) / TicksPerSecond
            : null;

    /// <summary>The effective user id; null when there is no such process.</summary>
    public static uint? User(int pid)
    {
        var fields = StatusField(pid, "Uid")?.Split('\t', StringSplitOptions.RemoveEmptyEntries);
        return fields is { Length: > 1 } && uint.TryParse(fields[1], CultureInfo.InvariantCulture, out var uid) ? uid : null;
    }

    /// <summary>
    /// Processors that it may use: those of its affinity and cpuset that are online; null when that cannot be read. A processor quota is not
    /// counted, for it is no processor less.
    /// </summary>
    public static int? Processors(int pid)
    {
        var allowed = ProcText.NumbersOf(StatusField(pid, "Cpus_allowed_list") ?? "");
        var online = ProcText.NumbersOf(TryRead(ProcPath.ProcessorsOnline) ?? "");
        var usable = online.Count == 0 ? allowed.Count : allowed.Count(online.Contains);
        return usable > 0 ? usable : null;
    }

    /// <summary>The arguments, the command first; empty for kernel threads and processes that are gone.</summary>
    public static string[] Arguments(int pid) =>
        TryRead(ProcPath.CommandLine(pid)) is { Length: > 0 } text ? text.TrimEnd('\0').Split('\0') : [];

    /// <summary>One variable of the environment the process was started with; null when unset or not readable.</summary>
    public static string? Variable(int pid, string name) => TryRead(ProcPath.Environ(pid))?.Split('\0')
        .FirstOrDefault(v => v.StartsWith(name + "=", StringComparison.Ordinal))?[(name.Length + 1)..];

    /// <summary>The application's name: what <c>dotnet</c> runs, or the executable's file name.</summary>
    public static string Name(int pid)
    {
        var arguments = Arguments(pid);
        var executable = Path.GetFileName(LibC.ReadLink(ProcPath.Executable(pid))?.Replace(" (deleted)", "", StringComparison.Ordinal)
            ?? arguments.FirstOrDefault() ?? "");
        if (executable is not "dotnet" || arguments.Length < 2)
        {
            return executable;
        }

        var assembly = arguments.Skip(1).FirstOrDefault(a => a.EndsWith(".dll", StringComparison.OrdinalIgnoreCase));
        return assembly is not null ? Path.GetFileNameWithoutExtension(assembly) : $"dotnet {arguments[1]}";
    }

    /// <summary>The folder of the CoreCLR that the process has loaded; null when there is none, or the maps are not readable.</summary>
    public static string? RuntimeFolder(int pid)
    {
        const string Library = "/libcoreclr.so";
        var line = TryRead(ProcPath.Maps(pid))?.Split('\n').FirstOrDefault(l => l.EndsWith(Library, StringComparison.Ordinal));
        return line?[line.IndexOf('/', StringComparison.Ordinal)..^Library.Length];
    }

    /// <summary>Whether the process has a library of that name in its memory.</summary>
    public static bool HasLoaded(int pid, string library) =>
        TryRead(ProcPath.Maps(pid))?.Split('\n').Any(l => l.EndsWith("/" + library, StringComparison.Ordinal)) ?? false;

    /// <summary>The version of the runtime in a folder: the folder's own name, or for self-contained apps that of its core library.</summary>
    public static string? RuntimeVersion(int pid, string folder)
    {
        var name = Path.GetFileName(folder);
        if (Version.TryParse(name.Split('-')[0], out _))
        {
            return name;
        }

        using var root = TargetRoot.TryOpen(pid);
        return root?.Read($"{TargetPlace.Of(pid).Seen(folder)}/System.Private.CoreLib.dll", LargestLibrary) is { } library
            ? AssemblyVersion.Of(library)?.Split('+')[0]
            : null;
    }

    private static IEnumerable<int> Threads(int pid) =>
        Entries(ProcPath.Tasks(pid)).Select(task => int.Parse(Path.GetFileName(task), CultureInfo.InvariantCulture));

    private static string[] Entries(string folder)
    {
        try
        {
            return Directory.GetFileSystemEntries(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static string? StatField(int pid, int field) => StatField(ProcPath.Stat(pid), field);

    private static string? StatField(string path, int field)
    {
        var text = TryRead(path);
        if (text is null)
        {
            return null;
        }

        var rest = ProcText.Skip(ProcText.AfterCommand(Encoding.UTF8.GetBytes(text)), field - FirstFieldAfterCommand);
        var end = rest.IndexOf((byte)' ');
        return Encoding.UTF8.GetString(end < 0 ? rest : rest[..end]);
    }

    /// <summary>A field of the status file; null when there is no such process or field.</summary>
    public static string? StatusField(int pid, string name) => StatusFile.Field(ProcPath.Status(pid), name);

    private static string? TryRead(string path)
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
