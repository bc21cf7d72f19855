namespace IoTrace.Testing.Target.Modes.Files;

/// <summary>Reads a file from its beginning to its end in large blocks, from a cold cache each time.</summary>
internal static class ColdScan
{
    public static void Start(Run run)
    {
        var path = Path.Combine(run.Directory, "catalog.bin");
        ColdFile.Fill(path, run.Options.Number("size-mb", 256));
        ColdCache.Drop(path);
        var block = new byte[run.Options.Number("buffer", 1 << 20)];
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
        run.Ready();
        while (run.Goes)
        {
            if (Scan.Next(file, block) > 0)
            {
                run.Count();
                continue;
            }

            file.Position = 0;
            ColdCache.Drop(file.SafeFileHandle);
        }
    }
}

/// <summary>User code around the read; the name profiles must show.</summary>
internal static class Scan
{
    public static int Next(FileStream file, byte[] block) => file.Read(block);
}
