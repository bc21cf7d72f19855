using System.Text.Json;

using IoTrace.Analysis.Observations;
using IoTrace.Capture.Recording;

namespace IoTrace.Capture;

/// <summary>One process's finished recording, still in its working folder. Disposing removes the folder.</summary>
public sealed class CapturedProcess : IDisposable
{
    private readonly RecordingFolder folder;
    private readonly RecordingManifest manifest;
    private readonly IoTraceRecording recording;

    internal CapturedProcess(RecordingFolder folder, RecordingManifest manifest)
    {
        this.folder = folder;
        this.manifest = manifest;
        recording = new IoTraceRecording(folder, manifest);
    }

    /// <summary>What an analysis reads.</summary>
    public IRecordingSource Source => recording;

    /// <summary>Writes the recording as one <c>.iotrace</c> archive.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Save(Stream archive)
    {
        File.WriteAllBytes(
            folder.PathOf(RecordingNames.Manifest), JsonSerializer.SerializeToUtf8Bytes(manifest, RecordingJson.Default.RecordingManifest));
        folder.PackTo(archive);
    }

    public void Dispose()
    {
        recording.Dispose();
        folder.Delete();
    }
}
