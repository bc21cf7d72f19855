namespace IoTrace.Capture.Os.Linux;

/// <summary>Where a process lives, where it sees another machine than we do.</summary>
/// <param name="InnerPid">What it calls itself.</param>
/// <param name="Container">The kind and name of its container; null where it has none that is known.</param>
/// <param name="Root">Where its root folder is in our eyes; "/" also for one that is not below ours, as that of most containers.</param>
/// <param name="HasOwnFiles">Whether another file may be at the same path for it.</param>
public sealed record TargetPlace(int InnerPid, string? Container, string Root, bool HasOwnFiles)
{
    /// <summary>That of a process; of one that is gone or hidden, what is nearest to our own.</summary>
    public static TargetPlace Of(int pid)
    {
        var root = LibC.ReadLink(ProcPath.RootDirectory(pid)) ?? "/";
        var hasOwnMounts = LibC.ReadLink(ProcPath.Namespace(pid, "mnt")) is { } mounts && mounts != LibC.ReadLink(ProcPath.Namespace(Environment.ProcessId, "mnt"));
        var container = Linux.Container.Of(pid);
        // Every service has a group; one that sees our files lives nowhere else.
        var lives = container is null || hasOwnMounts || !Linux.Container.IsService(container) ? container : null;
        return new TargetPlace(NamespaceIds.OfProcess(pid), lives, root, hasOwnMounts || root != "/");
    }

    /// <summary>In words.</summary>
    /// <param name="pid">Its process id here.</param>
    public string Describe(int pid) =>
        (Container ?? (HasOwnFiles ? "a root of its own" : "a namespace of its own")) + (InnerPid == pid ? "" : $", where its process id is {InnerPid}");

    /// <summary>A path that the kernel tells us of the process, as the process itself would say it.</summary>
    public string Seen(string path) => Root != "/" && path.StartsWith(Root + "/", StringComparison.Ordinal) ? path[Root.Length..] : path;
}
