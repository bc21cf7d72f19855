using System.Globalization;

using IoTrace.Capture.Os.Linux;

namespace IoTrace.Capture.Targets;

/// <summary>Finds .NET processes.</summary>
public static class ProcessFinder
{
    private const int OldestSupported = 6;

    /// <summary>Every .NET process that this user can see, by id.</summary>
    public static IReadOnlyList<ProcessInfo> All() =>
        [.. ProcessFacts.All().Order().Select(TryDescribe).OfType<ProcessInfo>()];

    /// <summary>The process of that id, whatever is in its way.</summary>
    /// <exception cref="IoTraceException">There is no such process, or it is not a .NET process.</exception>
    public static ProcessInfo ById(int pid)
    {
        if (!ProcessFacts.Exists(pid))
        {
            throw Errors.NoSuchProcess(pid);
        }

        return TryDescribe(pid) ?? throw Errors.NotDotNet(pid, ProcessFacts.Name(pid));
    }

    /// <summary>The one process whose name is <paramref name="name"/>, or, if none is, begins with it; case counts for nothing.</summary>
    /// <exception cref="IoTraceException">There is none, or more than one.</exception>
    public static ProcessInfo ByName(string name)
    {
        var all = All().Where(p => p.Pid != Environment.ProcessId).ToList();
        var found = all.Where(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).ToList();
        if (found.Count == 0)
        {
            found = all.Where(p => p.Name.StartsWith(name, StringComparison.OrdinalIgnoreCase)).ToList();
        }

        return found.Count switch
        {
            1 => found[0],
            0 => throw Errors.NoProcessNamed(name, all),
            _ => throw Errors.AmbiguousName(name, found),
        };
    }

    /// <summary>Describes a process; null when it is not a .NET process as far as this user can see.</summary>
    internal static ProcessInfo? TryDescribe(int pid)
    {
        if (ProcessFacts.State(pid) is not { } state || state is 'Z' or 'X' || ProcessFacts.User(pid) is not { } uid)
        {
            return null;
        }

        var search = DiagnosticSocket.Find(pid);
        var folder = ProcessFacts.RuntimeFolder(pid);
        if (!search.Found && search.Strange is null && folder is null)
        {
            return null;
        }

        var version = folder is null ? null : ProcessFacts.RuntimeVersion(pid, folder);
        return new ProcessInfo(
            pid, ProcessFacts.Name(pid), version, LibC.UserName(uid), state, string.Join(' ', ProcessFacts.Arguments(pid)),
            FindObstacle(pid, uid, search, version, state))
        {
            Place = TargetPlace.Of(pid) is var place && (place.InnerPid != pid || place.Container is not null || place.HasOwnFiles) ? place : null,
        };
    }

    private static Obstacle? FindObstacle(int pid, uint uid, SocketSearch search, string? version, char state)
    {
        if (LibC.EffectiveUser() is var me && me != 0 && me != uid)
        {
            return new Obstacle(
                $"it runs as user {LibC.UserName(uid)}", uid == 0 ? $"run iotrace as root, for example: sudo iotrace attach {pid}" : $"run iotrace as {LibC.UserName(uid)} or as root, for example: sudo -u {LibC.UserName(uid)} iotrace attach {pid}");
        }

        if (search.Strange is { } strange)
        {
            return new Obstacle(
                $"{strange} bears its id but was not made by it", "find out who made that socket and remove it; iotrace does not talk to it");
        }

        if (version is not null && int.TryParse(version.Split('.')[0], CultureInfo.InvariantCulture, out var major) && major < OldestSupported)
        {
            return new Obstacle($"its runtime {version} is too old", $"iotrace needs .NET {OldestSupported} or later in the target");
        }

        if (!search.Found)
        {
            return ProcessFacts.Variable(pid, "DOTNET_EnableDiagnostics") is "0" || ProcessFacts.Variable(pid, "DOTNET_EnableDiagnostics_IPC") is "0"
                ? new Obstacle("its diagnostics are disabled (DOTNET_EnableDiagnostics=0)", "start it without that variable")
                : !TargetRoot.CanOpen(pid)
                ? new Obstacle("its files may not be seen by this user, and so not its diagnostic socket", "run iotrace as root")
                : new Obstacle("it has no diagnostic socket", "it may have been started with another TMPDIR, or with diagnostics disabled; start it anew, or run iotrace with its TMPDIR");
        }

        return state is 'T' or 't' ? new Obstacle("it is stopped", $"let it go on: kill -CONT {pid}") : null;
    }
}
