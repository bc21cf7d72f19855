using System.Globalization;
using System.Text;

namespace IoTrace.Capture.Os.Linux;

/// <summary>
/// The target's mounts. To ask about a file of a server that is gone hangs for ever, as the target may do at that moment: so what is to be
/// asked about must be on this machine.
/// </summary>
internal sealed class MountTable(int pid)
{
    /// <summary>
    /// File systems that ask no server and no other process, but for an overlay of such. Not all there are: one that is missing costs the kind of
    /// its pipes.
    /// </summary>
    private static readonly HashSet<string> Local =
        ["bcachefs", "btrfs", "devpts", "devtmpfs", "ext2", "ext3", "ext4", "f2fs", "overlay", "ramfs", "tmpfs", "xfs", "zfs"];

    private readonly Dictionary<int, bool> known = [];

    /// <summary>Whether what a descriptor stands for can be asked about without asking anybody else; false where that is not known.</summary>
    /// <param name="info">The descriptor's entry under fdinfo.</param>
    public bool IsLocal(ReadOnlySpan<byte> info)
    {
        if (Number(info, "mnt_id:\t"u8) is not { } id)
        {
            return false;
        }

        if (!known.TryGetValue(id, out var local))
        {
            Read();
            known[id] = local = known.GetValueOrDefault(id);
        }

        return local;
    }

    private static int? Number(ReadOnlySpan<byte> info, ReadOnlySpan<byte> name)
    {
        var start = info.IndexOf(name);
        var rest = start < 0 ? [] : info[(start + name.Length)..];
        var end = rest.IndexOf((byte)'\n');
        return end > 0 && int.TryParse(rest[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    /// <summary>See proc_pid_mountinfo(5): the number comes first, the type first after a dash.</summary>
    private void Read()
    {
        try
        {
            foreach (var line in File.ReadLines(ProcPath.Mounts(pid), Encoding.UTF8))
            {
                var (first, dash) = (line.IndexOf(' ', StringComparison.Ordinal), line.IndexOf(" - ", StringComparison.Ordinal));
                if (first > 0 && dash > 0 && int.TryParse(line.AsSpan(0, first), CultureInfo.InvariantCulture, out var id))
                {
                    known[id] = Local.Contains(line[(dash + 3)..].Split(' ')[0]);
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Gone, or another user's: nothing is known to be local.
        }
    }
}
