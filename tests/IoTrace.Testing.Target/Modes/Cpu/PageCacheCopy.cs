namespace IoTrace.Testing.Target.Modes.Cpu;

/// <summary>Copies a warm file over the same destination again and again: I/O that never waits.</summary>
internal static class PageCacheCopy
{
    public static void Start(Run run)
    {
        // Memory-backed by default, so that no write-back of a disk ever gets in the way.
        var folder = run.Options.Text("directory") is null ? run.OwnDirectory("/dev/shm") : run.Directory;
        var source = Path.Combine(folder, "source");
        var destination = Path.Combine(folder, "copy");
        var isAsync = run.Options.Has("async");
        var buffer = new byte[run.Options.Number("buffer", 1 << 20)];
        File.WriteAllBytes(source, new byte[run.Options.Number("size-mb", 64) << 20]);
        Copier.Copy(source, destination, buffer);
        run.Ready();
        while (run.Goes)
        {
            if (isAsync)
                Copier.CopyAsync(source, destination, buffer.Length).GetAwaiter().GetResult();
            else
                Copier.Copy(source, destination, buffer);
            run.Count();
        }

        File.Delete(source);
        File.Delete(destination);
    }
}

/// <summary>A plain copy through FileStream.</summary>
internal static class Copier
{
    public static void Copy(string source, string destination, byte[] buffer)
    {
        using var from = new FileStream(source, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        // Overwrites in place: truncation would spend the time in freeing pages.
        using var to = new FileStream(destination, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, bufferSize: 0);
        int read;
        while ((read = from.Read(buffer)) > 0) to.Write(buffer, 0, read);
    }

    public static async Task CopyAsync(string source, string destination, int buffer)
    {
        await using var from = new FileStream(source, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, useAsync: true);
        await using var to = new FileStream(destination, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, bufferSize: 0, useAsync: true);
        await from.CopyToAsync(to, buffer).ConfigureAwait(false);
    }
}
