namespace IoTrace.Testing.Target.Modes.Files;

/// <summary>
/// Copies a file with CopyToAsync again and again. The framework queues each read and each write but the first ones, and the pool
/// carries them out: the user's code is on none of those stacks.
/// </summary>
internal static class AsyncCopy
{
    public static void Start(Run run)
    {
        var source = run.OwnFile("archive-source.bin");
        var target = run.OwnFile("archive-target.bin");
        ColdFile.Fill(source, run.Options.Number("size-mb", 16));
        run.Ready();
        while (run.Goes)
        {
            Archive.StoreAsync(source, target).GetAwaiter().GetResult();
            run.Count();
        }

        File.Delete(source);
        File.Delete(target);
    }
}

/// <summary>User code around the copy; the name profiles must show.</summary>
internal static class Archive
{
    public static async Task StoreAsync(string source, string target)
    {
        await using var from = new FileStream(source, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, useAsync: true);
        await using var to = new FileStream(target, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0, useAsync: true);
        await from.CopyToAsync(to).ConfigureAwait(false);
    }
}
