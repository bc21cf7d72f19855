namespace IoTrace.Capture.Probe;

/// <summary>How a target sees the file system, and what of the probe and of libSystem.Native it has mapped.</summary>
internal readonly record struct TargetView(string? LoadedProbe, ProbeAvailability.Unavailable? Obstacle)
{
    /// <summary>Expected failures at the edge of the system are values: a process may end or be hidden at any moment.</summary>
    public static TargetView Of(int processId)
    {
        try
        {
            var maps = File.ReadAllLines($"/proc/{processId}/maps");
            if (Mapped(maps, ProbeLoader.AssemblyFile) is { } loaded)
                return new TargetView(loaded, null);
            return new TargetView(null, ObstacleOf(processId, maps));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new TargetView(null, new($"process {processId} cannot be inspected: {failure.Message}", "run IoTrace as the user of the target"));
        }
    }

    private static ProbeAvailability.Unavailable? ObstacleOf(int processId, string[] maps)
    {
        if (Array.Exists(maps, line => line.Contains("/ld-musl", StringComparison.Ordinal)))
            return new("the target uses musl, with which the probe is not proven", "use a glibc based image");
        if (LinkTarget($"/proc/{processId}/ns/mnt") != LinkTarget("/proc/self/ns/mnt") || LinkTarget($"/proc/{processId}/root") != "/")
            return new("the target is in another container or root and does not see the tool's files", "run IoTrace inside the container");
        if (EffectiveUser($"/proc/{processId}/status") != EffectiveUser("/proc/self/status"))
            return new("the target runs as another user, who may not be able to read the tool's files", "run IoTrace as the user of the target");
        // Not libSystem.Native.so, which a target suspended at its start has not loaded yet; where the runtime is part of the
        // program, that library is too. The probe itself checks again.
        if (Mapped(maps, "libcoreclr.so") is null)
            return new("the target is a single-file or native program: its native library is part of it and cannot be redirected", "publish without PublishSingleFile to profile it");
        return null;
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

    private static string? LinkTarget(string path) => new FileInfo(path).LinkTarget;

    private static string EffectiveUser(string statusFile) =>
        File.ReadLines(statusFile).First(line => line.StartsWith("Uid:", StringComparison.Ordinal)).Split('\t')[2];
}
