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

    /// <summary>The n-th burst of stacks, from 1.</summary>
    public static string Burst(int number) => $"{Stacks}/{number:D5}.nettrace";
}

/// <summary>The files of a recording, wherever they lie.</summary>
internal abstract class RecordingFiles : IDisposable
{
    /// <summary>Opens a file for reading from its start; null when there is none of that name.</summary>
    public abstract Stream? Open(string name);

    /// <summary>The length of a file; 0 when there is none of that name.</summary>
    public abstract long Length(string name);

    public virtual void Dispose() => GC.SuppressFinalize(this);
}

/// <summary>A recording as it is being made: a folder.</summary>
internal sealed class RecordingFolder(string path) : RecordingFiles
{
    /// <summary>The absolute path of a file in it.</summary>
    public string PathOf(string name) => Path.Combine(path, name);

    public override Stream? Open(string name) =>
        File.Exists(PathOf(name)) ? new FileStream(PathOf(name), FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1 << 16) : null;

    public override long Length(string name) => File.Exists(PathOf(name)) ? new FileInfo(PathOf(name)).Length : 0;

    /// <summary>Packs everything into one archive.</summary>
    public void PackTo(Stream archive) => ZipFile.CreateFromDirectory(path, archive, CompressionLevel.Fastest, includeBaseDirectory: false);

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

/// <summary>A saved recording: one zip file.</summary>
internal sealed class RecordingArchive(string path) : RecordingFiles
{
    private readonly ZipArchive archive = ZipFile.OpenRead(path);

    // An entry's stream shares the archive's file position, and several entries are read in turn from different threads: each
    // open gets an archive of its own.
    public override Stream? Open(string name)
    {
        if (archive.GetEntry(name) is null)
        {
            return null;
        }

        var own = ZipFile.OpenRead(path);
        return new OwningStream(new BufferedStream(own.GetEntry(name)!.Open(), 1 << 16), own);
    }

    public override long Length(string name) => archive.GetEntry(name)?.Length ?? 0;

    public override void Dispose()
    {
        archive.Dispose();
        base.Dispose();
    }

    private sealed class OwningStream(Stream inner, IDisposable owner) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

        public override int Read(Span<byte> buffer) => inner.Read(buffer);

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
                owner.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
