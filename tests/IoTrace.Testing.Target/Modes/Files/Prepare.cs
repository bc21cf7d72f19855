using IoTrace.Testing.Target.Modes.Cpu;

namespace IoTrace.Testing.Target.Modes.Files;

/// <summary>Makes the files of the cold modes beforehand, so that a throttle does not slow that down.</summary>
internal static class Prepare
{
    public static void Start(Run run)
    {
        var root = Path.GetFullPath(run.Options.Required("directory"));
        switch (run.Options.PositionText(0) ?? "cold-read")
        {
            case "two-file-read":
                ColdFile.Fill(Path.Combine(run.Directory, "often.bin"), run.Options.Number("size-mb", 128));
                ColdFile.Fill(Path.Combine(root, "seldom.bin"), run.Options.Number("size-mb", 128));
                break;
            case "cold-stat":
                FileTree.Prepare(run.Directory, run.Options.Number("files", 4000));
                break;
            case "json-parse":
                JsonParse.Prepare(run, run.Directory);
                break;
            default:
                ColdFile.Fill(Path.Combine(run.Directory, "catalog.bin"), run.Options.Number("size-mb", 256));
                break;
        }
    }
}
