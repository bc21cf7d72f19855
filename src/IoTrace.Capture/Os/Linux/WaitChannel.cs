using System.Text;

using IoTrace.Analysis.Observations;

namespace IoTrace.Capture.Os.Linux;

/// <summary>
/// What a blocked thread is in by the function of the kernel that it waits in. Where the system call is hidden (Yama), that is not: any
/// process of the same user may read it. It tells neither the descriptor nor a time limit.
/// </summary>
/// <remarks>Names of Linux 5.15 to 6.18; a part of the name, for compilers add to them.</remarks>
internal static class WaitChannel
{
    // In this order: some names hold others. wait_woken is that of sockets, terminals and inotify alike, and so tells nothing.
    private static readonly (byte[] Part, SystemCallKind Kind)[] Functions =
    [
        .. Parts(SystemCallKind.Futex, "futex"),
        .. Parts(SystemCallKind.EpollWait, "epoll", "ep_poll"),
        .. Parts(SystemCallKind.Poll, "poll_schedule"),
        .. Parts(SystemCallKind.Sleep, "nanosleep"),
        .. Parts(SystemCallKind.Accept, "csk_accept", "csk_wait"),
        .. Parts(SystemCallKind.Pipe, "pipe_read", "pipe_write", "pipe_wait", "wait_for_partner", "unix_stream"),
        .. Parts(SystemCallKind.Write, "balance_dirty_pages"),
        .. Parts(SystemCallKind.Hidden, "kernel_clone", "vfork", "do_user_addr_fault", "mmap", "munmap", "mprotect", "madvise", "synchronize_"),
        // To read a page, and to have it written, are waited for in the same function.
        .. Parts(SystemCallKind.Disk, "wait_bit_common"),
        .. Parts(SystemCallKind.Read, "filemap_read", "filemap_get_pages", "filemap_update_page", "filemap_fault"),
        .. Parts(SystemCallKind.Sync, "folio_wait_bit", "wait_writeback", "page_writeback", "submit_bio_wait", "log_wait_commit", "sync"),
        .. Parts(SystemCallKind.WaitChild, "do_wait"),
    ];

    /// <summary>Where a copy inside the kernel waits for the side that is written to: a disk that is behind, a connection or pipe without room.</summary>
    private static readonly byte[][] HoldWriters =
        [.. new[] { "balance_dirty_pages", "wait_woken", "sock_alloc_send", "pipe_wait", "pipe_write" }.Select(Encoding.ASCII.GetBytes)];

    /// <summary>The family of the call; <see cref="SystemCallKind.Hidden"/> where it does not tell.</summary>
    /// <param name="function">As the kernel writes it, "0" where it does not.</param>
    /// <param name="isUninterruptible">Whether the thread is in state D: where the function is not known, it waits for a disk most likely.</param>
    public static SystemCallKind KindOf(ReadOnlySpan<byte> function, bool isUninterruptible)
    {
        foreach (var (part, kind) in Functions)
        {
            if (function.IndexOf(part) >= 0)
            {
                return kind;
            }
        }

        return isUninterruptible ? SystemCallKind.Disk : SystemCallKind.Hidden;
    }

    /// <summary>Whether a copy that waits in this function waits for its target.</summary>
    public static bool HoldsWriterBack(ReadOnlySpan<byte> function)
    {
        foreach (var part in HoldWriters)
        {
            if (function.IndexOf(part) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<(byte[] Part, SystemCallKind Kind)> Parts(SystemCallKind kind, params string[] names) =>
        names.Select(name => (Encoding.ASCII.GetBytes(name), kind));
}
