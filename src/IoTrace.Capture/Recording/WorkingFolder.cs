using IoTrace.Capture.Targets;

namespace IoTrace.Capture.Recording;

/// <summary>Where a recording is made.</summary>
internal static class WorkingFolder
{
    /// <summary>A new folder that only this user can read: a recording tells of paths, hosts and method names.</summary>
    /// <exception cref="IoTraceException">The temporary folder cannot be written to.</exception>
    public static RecordingFolder Create(int pid)
    {
        var parent = Path.GetTempPath();
        try
        {
            // Created with mode 700.
            var folder = Directory.CreateTempSubdirectory($"iotrace-{pid}-");
            Directory.CreateDirectory(Path.Combine(folder.FullName, RecordingNames.Stacks));
            return new RecordingFolder(folder.FullName);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Errors.NoWorkingFolder(parent, e);
        }
    }
}
