using System.Collections.Concurrent;

using IoTrace.Capture.Targets;

namespace IoTrace.Capture.Recording;

/// <summary>Where a recording is made.</summary>
public static class WorkingFolder
{
    private static readonly ConcurrentDictionary<string, RecordingFolder> Made = [];

    /// <summary>A new folder that only this user can read: a recording tells of paths, hosts and method names.</summary>
    /// <exception cref="IoTraceException">The temporary folder cannot be written to.</exception>
    internal static RecordingFolder Create(int pid)
    {
        var parent = Path.GetTempPath();
        Leftovers.Remove();
        try
        {
            // Created with mode 700.
            var folder = Directory.CreateTempSubdirectory($"{Leftovers.PrefixOfOwn}{pid}-");
            Directory.CreateDirectory(Path.Combine(folder.FullName, RecordingNames.Stacks));
            return Made[folder.FullName] = new RecordingFolder(folder.FullName);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Errors.NoWorkingFolder(parent, e);
        }
    }

    /// <summary>Removes what is still there, for an end that does not wait for the collectors to finish.</summary>
    public static void RemoveAll()
    {
        // A collector may put a file into the folder while it is being removed.
        const int Tries = 5;
        foreach (var folder in Made.Values)
        {
            for (var tries = 0; tries < Tries && !folder.TryDelete(); tries++)
            {
                Thread.Sleep(20);
            }
        }
    }
}
