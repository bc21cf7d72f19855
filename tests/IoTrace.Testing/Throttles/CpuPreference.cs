namespace IoTrace.Testing;

/// <summary>
/// Puts the processes in the group before others of the machine: when both want a processor, these get nearly all of it.
/// Niceness would not do: where processes are scheduled by session (sched(7), autogroup) it counts within the session only.
/// </summary>
public sealed class CpuPreference : ControlGroup
{
    /// <summary>The most that the kernel takes, in version 1 and 2; what others have is 1024 and 100.</summary>
    private const string Shares = "262144", Weight = "10000";

    private CpuPreference(CgroupMount mount)
        : base(mount)
    {
        if (Version == 2) Write("cpu.weight", Weight);
        else Write("cpu.shares", Shares);
    }

    /// <summary>Makes the group; null where this user may not, or there is no controller.</summary>
    public static CpuPreference? TryMake()
    {
        try
        {
            if (CgroupMount.Find("cpu", "cpu") is { } left) RemoveLeftBehind(left.Path);
            return CgroupMount.Find("cpu", "cpu") is { } mount ? new CpuPreference(mount) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>A test host ends without ceremony, and its own group with nobody in it stays behind.</summary>
    private static void RemoveLeftBehind(string root)
    {
        foreach (var folder in Directory.GetDirectories(root, "iotrace-test-*"))
        {
            if (Directory.Exists($"/proc/{System.IO.Path.GetFileName(folder).Split('-')[2]}")) continue;
            try
            {
                Directory.Delete(folder);
            }
            catch (IOException)
            {
                // Somebody is still in it.
            }
        }
    }
}
