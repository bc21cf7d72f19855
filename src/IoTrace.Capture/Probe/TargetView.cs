using IoTrace.Capture.Os.Linux;
using IoTrace.Capture.Targets;

namespace IoTrace.Capture.Probe;

/// <summary>Whether a target can load the probe: how it sees the file system, what it may still take, and what it has mapped.</summary>
internal readonly record struct TargetView(string? LoadedProbe, ProbeAvailability.Unavailable? Obstacle)
{
    /// <summary>Expected failures at the edge of the system are values: a process may end or be hidden at any moment.</summary>
    /// <param name="assembly">The probe's file, with every link resolved; null for a copy that belongs to the target.</param>
    public static TargetView Of(int processId, string? assembly)
    {
        try
        {
            var maps = File.ReadAllLines(ProcPath.Maps(processId));
            if (Mapped(maps, ProbeLoader.AssemblyFile) is { } loaded)
                return new TargetView(loaded, null);
            return new TargetView(null, ObstacleOf(processId, maps, assembly));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new TargetView(null, new($"process {processId} cannot be inspected: {failure.Message}", "run IoTrace as the user of the target"));
        }
    }

    private static ProbeAvailability.Unavailable? ObstacleOf(int processId, string[] maps, string? assembly)
    {
        if (Array.Exists(maps, line => line.Contains("/ld-musl", StringComparison.Ordinal)))
            return new("the target uses musl, with which the probe is not proven", "use a glibc based image");
        // Not libSystem.Native.so, which a target suspended at its start has not loaded yet; where the runtime is part of the
        // program, that library is too. The probe itself checks again.
        if (Mapped(maps, "libcoreclr.so") is null)
            return new("the target is a single-file or native program: its native library is part of it and cannot be redirected", "publish without PublishSingleFile to profile it");
        return ProbeNeeds.Missing(ProcessRoom.Of(processId)) ?? AccessObstacle(processId, assembly);
    }

    /// <summary>The runtime opens the probe's file as the target, and a file that it cannot open ends the target.</summary>
    private static ProbeAvailability.Unavailable? AccessObstacle(int processId, string? assembly)
    {
        if (assembly is not null && ReadingObstacle(processId, assembly) is { } obstacle)
            return obstacle with { NeedsCopy = true };
        var label = Label(processId);
        if (label is not null && label != Label(Environment.ProcessId) && !label.Contains("unconfined", StringComparison.Ordinal))
            return new($"a security policy confines the target ({label}) and may keep it from reading the tool's files", "run IoTrace under the same policy");
        return null;
    }

    private static ProbeAvailability.Unavailable? ReadingObstacle(int processId, string assembly)
    {
        if (!SharesNamespace(processId, "mnt") || LibC.ReadLink(ProcPath.RootDirectory(processId)) != "/")
            return new("the target is in another container or root and does not see the tool's files", "run IoTrace inside the container");
        if (!SharesNamespace(processId, "user") || ProcessCredentials.Of(processId) is not { } credentials)
            return new("the target has users of its own (a user namespace), who may not be able to read the tool's files", "run IoTrace inside the namespace");
        return credentials.MayRead(assembly)
            ? null
            : new($"the target, as user {credentials.FileUser}, cannot read the probe's file {assembly}", "install the tool where the target can read it (dotnet tool install --tool-path)");
    }

    private static bool SharesNamespace(int processId, string kind) =>
        LibC.ReadLink(ProcPath.Namespace(processId, kind)) == LibC.ReadLink(ProcPath.Namespace(Environment.ProcessId, kind));

    /// <summary>Null where no security module labels processes.</summary>
    private static string? Label(int processId)
    {
        try
        {
            return File.ReadAllText(ProcPath.SecurityLabel(processId)).TrimEnd('\0', '\n');
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string? Mapped(string[] maps, string file)
    {
        const string deleted = " (deleted)";
        foreach (var line in maps)
        {
            var start = line.IndexOf('/');
            if (start < 0)
                continue;
            var path = line[start..];
            if (path.EndsWith(deleted, StringComparison.Ordinal))
                path = path[..^deleted.Length];
            if (Path.GetFileName(path) == file)
                return path;
        }
        return null;
    }
}
