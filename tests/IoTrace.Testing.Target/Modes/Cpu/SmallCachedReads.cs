namespace IoTrace.Testing.Target.Modes.Cpu;

/// <summary>Reads 4 KiB blocks of a warm file: system-call overhead, never a wait.</summary>
internal static class SmallCachedReads
{
    public static void Start(Run run)
    {
        const int Blocks = 1024;
        var path = run.OwnFile("warm");
        File.WriteAllBytes(path, new byte[Blocks * 4096]);
        using (var file = File.OpenHandle(path))
        {
            var block = new byte[4096];
            run.Ready();
            while (run.Goes)
            {
                for (var i = 0; i < Blocks; i++) RandomAccess.Read(file, block, i * 4096L);
                run.Count(Blocks);
            }
        }

        File.Delete(path);
    }
}
