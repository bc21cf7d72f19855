namespace IoTrace.Testing.Target.Modes.Files;

/// <summary>
/// Creates, renames, looks at and deletes files in a folder whose changes are synchronous (as after chattr +D), so that
/// every change of a name waits for the disk.
/// </summary>
internal static class Metadata
{
    public static void Start(Run run)
    {
        var folder = run.OwnFile("inbox");
        Directory.CreateDirectory(folder);
        if (!DirectorySync.TurnOn(folder, out var reason)) Run.Say($"not-synchronous {reason}");
        run.Ready();
        for (var i = 0; run.Goes; i++)
        {
            Inbox.Deliver(folder, i);
            run.Count();
        }

        Directory.Delete(folder, recursive: true);
    }
}

/// <summary>User code around the metadata calls; the name profiles must show.</summary>
internal static class Inbox
{
    public static void Deliver(string folder, int number)
    {
        var draft = Path.Combine(folder, $"{number}.draft");
        var mail = Path.Combine(folder, $"{number}.mail");
        File.OpenHandle(draft, FileMode.CreateNew, FileAccess.Write).Dispose();
        File.Move(draft, mail);
        if (new FileInfo(mail).Length == 0) File.Delete(mail);
    }
}
