using System.Text.Json;

using IoTrace.Analysis.Observations;
using IoTrace.Capture.Targets;

namespace IoTrace.Capture.Recording;

/// <summary>A recording opened from disk. Dispose it when its analysis is done.</summary>
public sealed class RecordingFile : IDisposable
{
    private static ReadOnlySpan<byte> ZipMagic => "PK"u8;

    private static ReadOnlySpan<byte> NetTraceMagic => "Nettrace"u8;

    /// <summary>Bytes of a manifest; those that are written have some thousand.</summary>
    private const int LongestManifest = 1 << 20;

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
    public static RecordingFile Open(string path) => Open(path, []);

    /// <summary>The same, without the parts of it that are named: the files inside an <c>.iotrace</c>.</summary>
    /// <exception cref="IoTraceException">There is no such file, it cannot be read, or it is no recording.</exception>
    public static RecordingFile Open(string path, IReadOnlyCollection<string> without)
    {
        if (RecordingPath.Fault(path) is { } fault)
        {
            throw Errors.NoRecording(path, fault);
        }

        try
        {
            var magic = ReadMagic(path);
            if (magic.AsSpan().StartsWith(NetTraceMagic))
            {
                var trace = new NetTraceRecording(path);
                return new RecordingFile(path, trace, trace);
            }

            return magic.AsSpan().StartsWith(ZipMagic) ? OpenArchive(path, without) : throw Errors.NoRecording(path, "it is neither an .iotrace nor a .nettrace file");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Errors.NoSuchFile(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Errors.Unreadable(path, e);
        }
        catch (Exception e) when (e is InvalidDataException or JsonException or FormatException or NotSupportedException or ArgumentException)
        {
            throw Errors.NoRecording(path, e.Message);
        }
    }

    /// <summary>Runs an analysis over the recording. What a recording says decides whether that can be done at all.</summary>
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
        catch (Exception e) when (e is not (IoTraceException or OperationCanceledException))
        {
            throw Errors.Contradictory(path, e);
        }
    }

    /// <summary>Reads each part of an <c>.iotrace</c> by itself, and tells of it before it does.</summary>
    public void Examine(Action<string> begin)
    {
        foreach (var part in (Source as IoTraceRecording)?.Parts() ?? [])
        {
            begin(part.Name);
            foreach (var _ in part.Observations)
            {
                // Only whether it can be read is asked.
            }
        }
    }

    public void Dispose() => owned.Dispose();

    private static RecordingFile OpenArchive(string path, IReadOnlyCollection<string> without)
    {
        var archive = new RecordingArchive(path);
        try
        {
            var recording = new IoTraceRecording(new RecordingWithout(archive, without), Manifest(archive, without));
            return new RecordingFile(path, recording, recording);
        }
        catch
        {
            archive.Dispose();
            throw;
        }
    }

    private static RecordingManifest Manifest(RecordingArchive archive, IReadOnlyCollection<string> without)
    {
        using var stream = archive.Open(RecordingNames.Manifest) ?? throw new InvalidDataException("it has no manifest.json");
        using var bounded = new BoundedStream(stream, LongestManifest, () => { });
        var manifest = JsonSerializer.Deserialize(bounded, RecordingJson.Default.RecordingManifest)
            ?? throw new InvalidDataException("its manifest.json is empty");
        if (manifest.FormatVersion > RecordingManifest.CurrentVersion)
        {
            throw new InvalidDataException(
                $"it is of format {manifest.FormatVersion}, written by iotrace {manifest.ToolVersion}; this iotrace reads up to {RecordingManifest.CurrentVersion}: update it");
        }

        manifest.Check();
        return without.Count == 0 ? manifest : manifest with { Notes = [.. manifest.Notes, .. without.Select(LeftOut)] };
    }

    private static string LeftOut(string part) => $"'{part}' in the recording is damaged and was left out; what follows rests on the rest.";

    private static byte[] ReadMagic(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var magic = new byte[NetTraceMagic.Length];
        var count = file.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false);
        return magic[..count];
    }
}
