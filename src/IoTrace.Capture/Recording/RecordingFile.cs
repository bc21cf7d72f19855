using System.Text.Json;

using IoTrace.Analysis.Observations;
using IoTrace.Capture.Targets;

namespace IoTrace.Capture.Recording;

/// <summary>A recording opened from disk. Dispose it when its analysis is done.</summary>
public sealed class RecordingFile : IDisposable
{
    private static ReadOnlySpan<byte> ZipMagic => "PK"u8;

    private static ReadOnlySpan<byte> NetTraceMagic => "Nettrace"u8;

    private readonly IDisposable owned;
    private readonly string path;

    private RecordingFile(string path, IRecordingSource source, IDisposable owned)
    {
        this.path = path;
        Source = source;
        this.owned = owned;
    }

    public IRecordingSource Source { get; }

    /// <summary>Opens an <c>.iotrace</c> or a <c>.nettrace</c>; the content decides, not the name.</summary>
    /// <exception cref="IoTraceException">There is no such file, it cannot be read, or it is no recording.</exception>
    public static RecordingFile Open(string path)
    {
        if (Directory.Exists(path))
        {
            throw Errors.NoRecording(path, "it is a folder");
        }

        try
        {
            var magic = ReadMagic(path);
            if (magic.AsSpan().StartsWith(NetTraceMagic))
            {
                var trace = new NetTraceRecording(path);
                return new RecordingFile(path, trace, trace);
            }

            return magic.AsSpan().StartsWith(ZipMagic) ? OpenArchive(path) : throw Errors.NoRecording(path, "it is neither an .iotrace nor a .nettrace file");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Errors.NoSuchFile(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Errors.Unreadable(path, e);
        }
        catch (Exception e) when (e is InvalidDataException or JsonException or FormatException or NotSupportedException)
        {
            throw Errors.NoRecording(path, e.Message);
        }
    }

    /// <summary>Runs an analysis over the recording; damage that only shows in the reading is reported like that of the header.</summary>
    /// <exception cref="IoTraceException">The recording is damaged.</exception>
    public T Analyze<T>(Func<IRecordingSource, T> analysis)
    {
        try
        {
            return analysis(Source);
        }
        catch (Exception e) when (e is InvalidDataException or FormatException)
        {
            throw Errors.NoRecording(path, e.Message);
        }
    }

    public void Dispose() => owned.Dispose();

    private static RecordingFile OpenArchive(string path)
    {
        var archive = new RecordingArchive(path);
        try
        {
            using var stream = archive.Open(RecordingNames.Manifest) ?? throw new InvalidDataException("it has no manifest.json");
            var manifest = JsonSerializer.Deserialize(stream, RecordingJson.Default.RecordingManifest)
                ?? throw new InvalidDataException("its manifest.json is empty");
            if (manifest.FormatVersion > RecordingManifest.CurrentVersion)
            {
                throw new InvalidDataException(
                    $"it is of format {manifest.FormatVersion}, written by iotrace {manifest.ToolVersion}; this iotrace reads up to {RecordingManifest.CurrentVersion}: update it");
            }

            var recording = new IoTraceRecording(archive, manifest);
            return new RecordingFile(path, recording, recording);
        }
        catch
        {
            archive.Dispose();
            throw;
        }
    }

    private static byte[] ReadMagic(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var magic = new byte[NetTraceMagic.Length];
        var count = file.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false);
        return magic[..count];
    }
}
