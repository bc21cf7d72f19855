using System.Text.Json;

using IoTrace.Analysis.Observations;
using IoTrace.Analysis.Texts;
using IoTrace.Capture.Recording;

namespace IoTrace.Capture;

/// <summary>One process's finished recording, still in its working folder. Disposing removes the folder.</summary>
public sealed class CapturedProcess : IDisposable
{
    private readonly RecordingFolder folder;
    private readonly RecordingManifest manifest;
    private readonly IoTraceRecording recording;

    internal CapturedProcess(RecordingFolder folder, RecordingManifest manifest, Exception? writeFailure)
    {
        Lost = writeFailure?.Message;
        this.folder = folder;
        this.manifest = manifest;
        recording = new IoTraceRecording(folder, manifest);
    }

    /// <summary>Why not everything could be written that was collected, in the system's words; null where it could.</summary>
    public string? Lost { get; }

    /// <summary>What an analysis reads.</summary>
    public IRecordingSource Source => recording;

    /// <summary>Writes the recording as one <c>.iotrace</c> archive.</summary>
    /// <param name="includeArguments">Whether the arguments of the target's command line are saved; they may hold secrets.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Save(Stream archive, bool includeArguments)
    {
        var saved = includeArguments ? manifest : WithoutArguments();
        folder.PackTo(archive, JsonSerializer.SerializeToUtf8Bytes(saved, RecordingJson.Default.RecordingManifest));
    }

    private RecordingManifest WithoutArguments()
    {
        if (manifest.Target.CommandLine is not { } line)
        {
            return manifest;
        }

        foreach (var stream in folder.Names.Where(name => name.EndsWith(RecordingNames.TraceEnd, StringComparison.Ordinal)).ToList())
        {
            ArgumentScrub.In(folder.PathOf(stream), line);
        }

        return manifest with { Target = manifest.Target with { CommandLine = Redaction.Arguments(line) } };
    }

    public void Dispose()
    {
        recording.Dispose();
        folder.Delete();
    }
}
