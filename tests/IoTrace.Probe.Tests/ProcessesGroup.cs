namespace IoTrace.Probe.Tests;

/// <summary>A control group that limits how many threads one process may have. Removed when the process has ended.</summary>
internal sealed class ProcessesGroup : IDisposable
{
    private readonly string _folder;

    private ProcessesGroup(string folder) => _folder = folder;

    /// <summary>Puts a process into a group of its own; null, with the reason printed, where groups cannot be made here.</summary>
    public static ProcessesGroup? TryMake(int processId)
    {
        foreach (var root in new[] { "/sys/fs/cgroup/pids", "/sys/fs/cgroup" })
        {
            try
            {
                var group = new ProcessesGroup(Directory.CreateDirectory($"{root}/iotrace-test-{processId}").FullName);
                if (File.Exists(Path.Combine(group._folder, "pids.max")))
                {
                    File.WriteAllText(Path.Combine(group._folder, "cgroup.procs"), $"{processId}");
                    return group;
                }
                group.Dispose();
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                Console.WriteLine($"{root}: {failure.Message}");
            }
        }
        Console.WriteLine("skipped: this user may make no control group that limits threads");
        return null;
    }

    /// <summary>Lets the process have so many threads more than it has now.</summary>
    public void Allow(int more) =>
        File.WriteAllText(Path.Combine(_folder, "pids.max"), $"{int.Parse(File.ReadAllText(Path.Combine(_folder, "pids.current"))) + more}");

    public void Dispose()
    {
        if (Directory.Exists(_folder))
            Directory.Delete(_folder);
    }
}
