namespace IoTrace.Testing.Target.Modes.Files;

/// <summary>
/// Stats, opens and lists files whose inodes are not in memory. The tree comes from the prepare mode, and whoever
/// starts this mode has made it cold since (mounted the file system anew, or dropped dentries and inodes as root).
/// Nothing is looked at twice: when the tree is used up, the run ends early.
/// </summary>
internal static class ColdStat
{
    public static void Start(Run run)
    {
        var root = run.Directory;
        var files = run.Options.Number("files", 4000);
        if (!Directory.Exists(Path.Combine(root, "tree"))) throw new InvalidOperationException("run the prepare mode first");
        // Warms the code, not the tree.
        Scanner.Look("/proc/self/status", 1);
        Scanner.List("/proc/self/fdinfo");
        run.Ready();
        for (var i = 0; i < files && run.Goes; i++)
        {
            // Every fifth folder is read by listing it alone, the others by name.
            var folder = i / FileTree.PerFolder;
            if (folder % 5 != 0) Scanner.Look(FileTree.File(root, i), i);
            else if (i % FileTree.PerFolder == 0) Scanner.List(FileTree.Folder(root, i));
            run.Count();
        }
    }
}

/// <summary>User code around the metadata calls; the names profiles must show.</summary>
internal static class Scanner
{
    public static void Look(string path, int number)
    {
        if (number % 2 == 0) _ = new FileInfo(path).LastWriteTimeUtc;
        else File.OpenHandle(path).Dispose();
    }

    public static void List(string folder) => _ = Directory.GetFiles(folder);
}
