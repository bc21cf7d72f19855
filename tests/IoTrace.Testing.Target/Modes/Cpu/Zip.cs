using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace IoTrace.Testing.Target.Modes.Cpu;

/// <summary>Packs a folder of text into an archive, or unpacks it, over and over, with everything in the page cache.</summary>
internal static class Zip
{
    private const int Files = 4;

    public static void Pack(Run run)
    {
        var (documents, archive) = Prepare(run);
        run.Ready();
        while (run.Goes)
        {
            Archive.Pack(documents, archive);
            run.Count();
        }
    }

    public static void Unpack(Run run)
    {
        var (documents, archive) = Prepare(run);
        Archive.Pack(documents, archive);
        run.Ready();
        while (run.Goes)
        {
            Archive.Unpack(archive, documents);
            run.Count();
        }
    }

    private static (string Documents, string Archive) Prepare(Run run)
    {
        var root = run.Options.Text("directory") is null ? run.OwnDirectory("/dev/shm") : run.Directory;
        var documents = Directory.CreateDirectory(Path.Combine(root, "documents")).FullName;
        var random = new Random(1);
        for (var i = 0; i < Files; i++)
        {
            // Words in no order: text that compresses about as well as text does.
            var text = new StringBuilder();
            while (text.Length < 1 << 20) text.Append(CultureInfo.InvariantCulture, $"{random.Next(5000)} order {random.Next(100)}\n");
            File.WriteAllText(Path.Combine(documents, $"{i}.txt"), text.ToString());
        }

        return (documents, Path.Combine(root, "documents.zip"));
    }
}

/// <summary>User code around the library; the names profiles must show.</summary>
internal static class Archive
{
    public static void Pack(string folder, string archive)
    {
        File.Delete(archive);
        ZipFile.CreateFromDirectory(folder, archive, CompressionLevel.Optimal, includeBaseDirectory: false);
    }

    public static void Unpack(string archive, string folder) => ZipFile.ExtractToDirectory(archive, folder, overwriteFiles: true);
}
