using System.IO.Compression;

namespace IoTrace.Capture.Recording;

/// <summary>The names inside a recording.</summary>
internal static class RecordingNames
{
    public const string Manifest = "manifest.json";
    public const string Runtime = "runtime.nettrace";

    /// <summary>Single slow operations that the probe told of, with stacks.</summary>
    public const string Operations = "operations.nettrace";
    public const string OsSamples = "os.samples";
    public const string ProbeFinal = "probe.final";
    public const string Stacks = "stacks";

    /// <summary>How the names of streams of events end.</summary>
    public const string TraceEnd = ".nettrace";

    /// <summary>The n-th burst of stacks, from 1.</summary>
    public static string Burst(int number) => $"{Stacks}/{number:D5}{TraceEnd}";
}

/// <summary>The files of a recording, wherever they lie.</summary>
internal abstract class RecordingFiles : IDisposable
{
    /// <summary>Opens a file for reading from its start; null when there is none of that name.</summary>
    public abstract Stream? Open(string name);

    /// <summary>The length of a file; 0 when there is none of that name.</summary>
    public abstract long Length(string name);

    /// <summary>Whether there is a file of that name, however long.</summary>
    public abstract bool Has(string name);

    /// <summary>The names of all files.</summary>
    public abstract IEnumerable<string> Names { get; }

    public virtual void Dispose() => GC.SuppressFinalize(this);
}

/// <summary>A recording as it is being made: a folder.</summary>
internal sealed class RecordingFolder(string path) : RecordingFiles
{
    /// <summary>The absolute path of a file in it.</summary>
    public string PathOf(string name) => Path.Combine(path, name);

    public override Stream? Open(string name) =>
        File.Exists(PathOf(name)) ? new FileStream(PathOf(name), FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1 << 16) : null;

    public override bool Has(string name) => File.Exists(PathOf(name));

    public override IEnumerable<string> Names => Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(path, file));

    public override long Length(string name) => File.Exists(PathOf(name)) ? new FileInfo(PathOf(name)).Length : 0;

    /// <summary>Packs everything into one archive. The manifest comes from memory: where the folder is full, it has no room for one.</summary>
    public void PackTo(Stream archive, byte[] manifest)
    {
        using var zip = new ZipArchive(archive, ZipArchiveMode.Create, leaveOpen: true);
        using (var entry = zip.CreateEntry(RecordingNames.Manifest, CompressionLevel.Fastest).Open())
        {
            entry.Write(manifest);
        }

        foreach (var name in Names.Order(StringComparer.Ordinal))
        {
            zip.CreateEntryFromFile(PathOf(name), name, CompressionLevel.Fastest);
        }
    }

    /// <summary>Removes the folder.</summary>
    public void Delete()
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }
    }

    /// <summary>Removes the folder; false when somebody wrote into it meanwhile.</summary>
    public bool TryDelete()
    {
        try
        {
            Delete();
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
