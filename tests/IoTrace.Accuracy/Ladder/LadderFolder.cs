using System.Globalization;

namespace IoTrace.Accuracy.Ladder;

/// <summary>The only folder that a ladder touches: in memory, with a storage, the mount point that shows it slowly, and a twin that stays fast.</summary>
internal sealed class LadderFolder : IDisposable, IAsyncDisposable
{
    private const string Root = "/dev/shm", Prefix = "iotrace-ladder-", MountName = "slow";
    private readonly string _path = Path.Combine(Root, $"{Prefix}{Environment.ProcessId}-{Guid.NewGuid():N}");

    public LadderFolder()
    {
        foreach (var folder in (string[])[Storage, MountPoint, Memory]) Directory.CreateDirectory(folder);
    }

    public string Storage => Path.Combine(_path, "storage");

    public string MountPoint => Path.Combine(_path, MountName);

    public string Memory => Path.Combine(_path, "memory");

    public string At(string name) => Path.Combine(_path, name);

    /// <summary>Removes the folders of processes that are gone.</summary>
    public static void RemoveLeftBehind()
    {
        foreach (var folder in Directory.GetDirectories(Root, $"{Prefix}*"))
        {
            var process = Path.GetFileName(folder)[Prefix.Length..].Split('-')[0];
            if (!int.TryParse(process, CultureInfo.InvariantCulture, out _) || Directory.Exists($"/proc/{process}")) continue;
            SlowFileSystem.Detach(Path.Combine(folder, MountName));
            Remove(folder);
        }
    }

    public void Dispose() => Remove(_path);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (IOException)
        {
            // A program that was just killed may still write here; the next ladder removes what is left.
        }
    }
}
