using System.Collections.Concurrent;
using System.IO.Compression;

namespace IoTrace.Capture.Recording;

/// <summary>A saved recording: one zip file.</summary>
/// <remarks>An entry's stream shares the archive's file position, so that what is read at the same time needs archives of its own.</remarks>
internal sealed class RecordingArchive : RecordingFiles
{
    /// <summary>How much longer a file may become when it is unpacked. Recordings become 3 to 30 times as long.</summary>
    private const int LargestRatio = 100;

    /// <summary>What any file may become, however small it is.</summary>
    private const long AlwaysAllowed = 4 << 20;

    private readonly string path;
    private readonly ZipArchive archive;
    private readonly ConcurrentBag<ZipArchive> idle = [];

    /// <exception cref="InvalidDataException">It is no zip file.</exception>
    public RecordingArchive(string path)
    {
        this.path = path;
        archive = ZipFile.OpenRead(path);
        _ = archive.Entries.Count; // The list is read now, and with it whatever is wrong with it is found.
    }

    public override Stream? Open(string name)
    {
        if (archive.GetEntry(name) is not { } entry)
        {
            return null;
        }

        if (!idle.TryTake(out var own))
        {
            own = ZipFile.OpenRead(path);
        }

        var allowed = Math.Max(AlwaysAllowed, entry.CompressedLength * LargestRatio);
        return new BoundedStream(new BufferedStream(own.GetEntry(name)!.Open(), 1 << 16), allowed, () => idle.Add(own));
    }

    public override bool Has(string name) => archive.GetEntry(name) is not null;

    public override IEnumerable<string> Names => archive.Entries.Select(entry => entry.FullName);

    public override long Length(string name) => archive.GetEntry(name)?.Length ?? 0;

    public override void Dispose()
    {
        archive.Dispose();
        foreach (var own in idle)
        {
            own.Dispose();
        }

        base.Dispose();
    }
}
