using IoTrace.Workloads.Measuring;

namespace IoTrace.Workloads.Data;

/// <summary>Files that were written and closed, and are made durable afterwards.</summary>
internal static class DurableFile
{
    public static void Sync(string path, Recorder recorder)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
        RandomAccess.FlushToDisk(file);
        recorder.Synced();
    }
}
