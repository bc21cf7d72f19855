using System.Globalization;

namespace IoTrace.Testing;

/// <summary>A control group of its own under one controller, of either version, that is removed when disposed.</summary>
public abstract class ControlGroup : IDisposable
{
    private static int _count;
    private readonly string _parent;

    private protected ControlGroup(CgroupMount mount)
    {
        Version = mount.Version;
        _parent = mount.Path;
        // Version 2 hands a controller to children only where the parent says so.
        if (mount.Version == 2) File.WriteAllText(Path.Combine(mount.Path, "cgroup.subtree_control"), $"+{mount.Controller}");
        Folder = Path.Combine(mount.Path, $"iotrace-test-{Environment.ProcessId}-{Interlocked.Increment(ref _count)}");
        Directory.CreateDirectory(Folder);
    }

    /// <summary>The group's folder.</summary>
    public string Folder { get; }

    private protected int Version { get; }

    /// <summary>Moves a running process, with all of its threads, into the group.</summary>
    public void Add(int processId) => Write("cgroup.procs", processId.ToString(CultureInfo.InvariantCulture));

    /// <summary>A command that enters the groups first and then becomes the given one, under the same process id.</summary>
    public static IReadOnlyList<string> Enter(IReadOnlyList<ControlGroup> groups, IReadOnlyList<string> command)
    {
        if (groups.Count == 0) return command;
        var entries = string.Concat(groups.Select(g => $"echo $$ > '{g.Folder}/cgroup.procs' && "));
        return ["/bin/sh", "-c", entries + "exec \"$@\"", "sh", .. command];
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (!disposing || !Directory.Exists(Folder)) return;
        // A process that lives on goes back to the parent; an ended one lingers in the group for a moment.
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                foreach (var process in File.ReadAllLines(Path.Combine(Folder, "cgroup.procs")))
                    File.WriteAllText(Path.Combine(_parent, "cgroup.procs"), process);
                Directory.Delete(Folder);
                return;
            }
            catch (IOException) when (attempt < 50)
            {
                Thread.Sleep(20);
            }
        }
    }

    private protected void Write(string file, string text) => File.WriteAllText(Path.Combine(Folder, file), text);

    private protected string Read(string file) => File.ReadAllText(Path.Combine(Folder, file));
}
