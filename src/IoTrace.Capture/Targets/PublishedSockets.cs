using System.Globalization;

namespace IoTrace.Capture.Targets;

/// <summary>
/// Which living processes have a diagnostic socket of their own in a folder, for one who looks many times a second. Sockets of the
/// dead stay behind by the hundred, so that each is looked up once, and the folder is listed only when it may have changed.
/// </summary>
internal sealed class PublishedSockets(string folder, TimeProvider time)
{
    // The kernel dates a change by its tick, 10 ms at most: a second change may bear the date of the first.
    private static readonly TimeSpan Settled = TimeSpan.FromMilliseconds(50);

    private HashSet<string> known = [];
    private DateTime? listed;

    /// <summary>Ids of the processes whose socket has appeared since the last call; with the first one, all.</summary>
    public IReadOnlyList<int> TakeNew()
    {
        var (now, changed) = (time.GetUtcNow().UtcDateTime, Directory.GetLastWriteTimeUtc(folder));
        if (changed == listed)
        {
            return [];
        }

        listed = now - changed > Settled ? changed : null;
        var paths = DiagnosticSocket.Files(folder, DiagnosticSocket.Every);
        var found = paths.Where(path => !known.Contains(path)).Select(OwnerOf).OfType<int>().ToList();
        known = [.. paths];
        return found;
    }

    /// <summary>The living process whose own the socket is. Process ids are used again: the start time in the name tells them apart.</summary>
    private static int? OwnerOf(string path) =>
        DiagnosticSocket.KeysOf(path) is [var id, var key, ..]
        && int.TryParse(id, CultureInfo.InvariantCulture, out var pid)
        && long.TryParse(key, CultureInfo.InvariantCulture, out var started)
        && ProcessFacts.StartTime(pid) == started ? pid : null;
}
