namespace IoTrace.Testing.Target.Modes.Files;

/// <summary>
/// Buffered one-megabyte writes without a flush. They wait only where the kernel holds writers back: on a slow device
/// whose share of dirty pages is small.
/// </summary>
internal static class BigWrite
{
    public static void Start(Run run)
    {
        var path = run.OwnFile("export.bin");
        var wrap = (long)run.Options.Number("size-mb", 256) << 20;
        // The first writes only fill the allowance of dirty pages; the steady phase begins behind them.
        var fill = run.Options.Number("fill-mb", 0);
        var data = new byte[run.Options.Number("buffer", 1 << 20)];
        Array.Fill(data, (byte)0x5A);
        using (var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
        {
            for (var i = 0L; i < (long)fill << 20; i += data.Length) Export.Write(file, data, wrap);
            run.Ready();
            while (run.Goes)
            {
                Export.Write(file, data, wrap);
                run.Count();
            }
        }

        File.Delete(path);
    }
}

/// <summary>User code around the write; the name profiles must show.</summary>
internal static class Export
{
    public static void Write(FileStream file, byte[] data, long wrap)
    {
        if (file.Position >= wrap) file.Position = 0;
        file.Write(data);
    }
}
