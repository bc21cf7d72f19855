namespace IoTrace.Testing.Target.Modes.Files;

/// <summary>
/// Copies a file with File.Copy again and again: the kernel moves the bytes, and waits for whichever side is slow. Both are in --directory, and
/// what is read is in the cache; with --cold it is not, and the copy is kept in memory.
/// </summary>
internal static class FileCopy
{
    public static void Start(Run run)
    {
        var isCold = run.Options.Has("cold");
        var source = run.OwnFile("original.bin");
        var target = isCold ? Path.Combine(run.OwnDirectory("/dev/shm"), "backup.bin") : run.OwnFile("backup.bin");
        ColdFile.Fill(source, run.Options.Number("size-mb", 16));
        Backup.Make(source, target);
        run.Ready();
        while (run.Goes)
        {
            if (isCold) ColdCache.Drop(source);
            Backup.Make(source, target);
            run.Count();
        }

        File.Delete(source);
        File.Delete(target);
    }
}

/// <summary>User code around the copy; the name profiles must show.</summary>
internal static class Backup
{
    public static void Make(string source, string target) => File.Copy(source, target, overwrite: true);
}
