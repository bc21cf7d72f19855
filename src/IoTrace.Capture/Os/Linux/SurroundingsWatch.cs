using System.Globalization;

using IoTrace.Analysis.Observations;

namespace IoTrace.Capture.Os.Linux;

/// <summary>
/// What the process is connected with: its children, its listening ports and its connections, with what the kernel counts of each.
/// Asynchronous waits have no thread, and so do not show in any thread's state.
/// </summary>
internal sealed class SurroundingsWatch(int pid) : IDisposable
{
    private static readonly Duration Interval = Duration.FromMilliseconds(250);

    /// <summary>A start disturbs the first look, and has other work to do.</summary>
    private static readonly Duration FirstAfter = Duration.FromMilliseconds(300);

    /// <summary>The rest after a look is this many times its cost: at most a quarter percent of a processor on the largest of machines.</summary>
    private const int RestFactor = 400;

    /// <summary>Connections of either side's making that are asked about at a look; of more, the next look asks about the next ones.</summary>
    private const int MostAsked = 64;

    private const string Established = "01";
    private const string Connecting = "02";
    private const string Listening = "0A";

    private readonly byte[] buffer = new byte[1024];

    // Apart, because the kernel walks its whole table of connections for every reading of it, which takes milliseconds on any large
    // machine: children, who come and go, must not be looked for as seldom, nor connections that are known be asked about.
    private readonly LookPace childrenPace = new(FirstAfter, Interval, RestFactor);
    private readonly LookPace connectionsPace = new(FirstAfter, Interval, RestFactor);
    private readonly LookPace answersPace = new(FirstAfter, Interval, RestFactor);
    private HashSet<int> strangers = [];
    private int children;
    private int listeners;
    private int localPeers;
    private readonly TcpWatch connections = new(pid);

    /// <summary>Whether its descriptors cannot be read: that none are seen says nothing.</summary>
    private bool hidden;

    /// <summary>What was found when it was time for a look at anything, as last seen where it was not; else nothing.</summary>
    public IReadOnlyList<Observation> ReadIfDue(Timestamp now)
    {
        if (hidden)
        {
            return [];
        }

        var (childrenDue, connectionsDue, answersDue) = (childrenPace.IsDue(now), connectionsPace.IsDue(now), answersPace.IsDue(now));
        if (childrenDue)
        {
            children = Paced(Children, childrenPace, now);
        }

        if (connectionsDue)
        {
            if (Paced(Connections, connectionsPace, now) is not { } found)
            {
                hidden = true;
                return [];
            }

            (listeners, localPeers, var open) = found;
            connections.Open(open);
        }

        var look = answersDue ? Paced(() => connections.Look(now, MostAsked), answersPace, now) : null;
        return !childrenDue && !connectionsDue && look is null ? []
            : [new SurroundingsSeen(now, children, listeners, connections.Opened) { LocalPeers = localPeers }, .. look is null ? (ReadOnlySpan<Observation>)[] : [look]];
    }

    public void Dispose() => connections.Dispose();

    private static T Paced<T>(Func<T> look, LookPace pace, Timestamp now)
    {
        var before = LibC.ThreadCpuTime();
        var seen = look();
        pace.Looked(now, new Duration(LibC.ThreadCpuTime() - before));
        return seen;
    }

    /// <summary>Child processes that have not ended. Not every kernel lists them (CONFIG_PROC_CHILDREN): all processes are asked for their parent.</summary>
    private int Children()
    {
        var (count, present) = (0, new HashSet<int>());
        foreach (var folder in Entries(ProcPath.Root) ?? [])
        {
            if (!int.TryParse(Path.GetFileName(folder.AsSpan()), CultureInfo.InvariantCulture, out var other))
            {
                continue;
            }

            // Nobody becomes a child later on.
            if (strangers.Contains(other) || !IsLivingChild(other))
            {
                present.Add(other);
            }
            else
            {
                count++;
            }
        }

        strangers = present;
        return count;
    }

    private bool IsLivingChild(int other)
    {
        using var stat = ProcFile.TryOpen(ProcPath.Stat(other), out _);
        var text = stat is null ? [] : ProcText.AfterCommand(stat.Read(buffer));
        if (text.IsEmpty || text[0] is (byte)'Z' or (byte)'X')
        {
            return false;
        }

        var rest = ProcText.Skip(text, 1);
        return ProcText.NextNumber(ref rest) == pid;
    }

    /// <summary>A connection at a port that the process listens on, or of a local socket with a name, was opened by the other side.</summary>
    /// <returns>Null when its descriptors cannot be read.</returns>
    private (int Listeners, int Local, IReadOnlyList<TcpConnection> Open)? Connections()
    {
        if (Entries(ProcPath.Descriptors(pid)) is not { } descriptors)
        {
            return null;
        }

        const string Prefix = "socket:[";
        var own = new HashSet<long>();
        var standard = new HashSet<long>();
        foreach (var entry in descriptors)
        {
            if (LibC.ReadLink(entry) is { } link && link.StartsWith(Prefix, StringComparison.Ordinal)
                && long.TryParse(link.AsSpan(Prefix.Length, link.Length - Prefix.Length - 1), CultureInfo.InvariantCulture, out var inode))
            {
                own.Add(inode);
                _ = Path.GetFileName(entry.AsSpan()) is "0" or "1" or "2" && standard.Add(inode);
            }
        }

        var local = 0;
        if (own.Count > 0)
        {
            foreach (var socket in SocketTable.Unix(pid).Where(s => own.Remove(s.Inode)))
            {
                // A service's standard streams are connected to the journal.
                local += socket is { IsConnected: true, Name: null } && !standard.Contains(socket.Inode) ? 1 : 0;
            }
        }

        var rows = own.Count == 0 ? [] : SocketTable.Internet(pid, "tcp").Concat(SocketTable.Internet(pid, "tcp6")).Where(r => own.Contains(r.Inode)).ToList();
        var ports = rows.Where(r => r.State == Listening).Select(r => Port(r.Local)).ToHashSet();
        return (ports.Count, local,
            [.. rows.Where(r => r.State is Established or Connecting).DistinctBy(r => r.Inode)
                .Select(r => new TcpConnection(SocketTable.Address(r.Local), SocketTable.Address(r.Remote), r.Inode, SocketTable.Endpoint(r.Remote), ports.Contains(Port(r.Local))))]);
    }

    private static string Port(string end) => end[(end.LastIndexOf(':') + 1)..];

    private static string[]? Entries(string folder)
    {
        try
        {
            return Directory.GetFileSystemEntries(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
