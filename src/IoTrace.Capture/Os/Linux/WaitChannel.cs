using IoTrace.Analysis.Observations;

namespace IoTrace.Capture.Os.Linux;

/// <summary>
/// What a blocked thread is in by the function of the kernel that it waits in. Where the system call is hidden (Yama), that is not: any
/// process of the same user may read it. It tells neither the descriptor nor a time limit.
/// </summary>
/// <remarks>Names of Linux 5.15 to 6.18; a part of the name, for compilers add to them.</remarks>
internal static class WaitChannel
{
    // In this order: some names hold others.
    private static readonly (byte[] Part, SystemCallKind Kind)[] Functions =
    [
        .. Parts(SystemCallKind.Futex, "futex"),
        .. Parts(SystemCallKind.EpollWait, "epoll", "ep_poll"),
        .. Parts(SystemCallKind.Poll, "poll_schedule"),
        .. Parts(SystemCallKind.Sleep, "nanosleep"),
        .. Parts(SystemCallKind.Accept, "csk_accept"),
        .. Parts(SystemCallKind.Connect, "wait_for_connect", "inet_stream_connect"),
        .. Parts(SystemCallKind.Pipe, "pipe_read", "pipe_write", "pipe_wait", "wait_for_partner", "unix_stream"),
        .. Parts(SystemCallKind.Receive, "wait_woken", "sk_wait_data"),
        .. Parts(SystemCallKind.Send, "sk_stream_wait"),
        .. Parts(SystemCallKind.Write, "balance_dirty_pages"),
        .. Parts(SystemCallKind.Read, "wait_bit_common", "filemap_"),
        .. Parts(SystemCallKind.Sync, "folio_wait_bit", "folio_wait_writeback", "wait_on_page_writeback", "submit_bio_wait", "log_wait_commit", "sync"),
        .. Parts(SystemCallKind.WaitChild, "do_wait"),
    ];

    /// <summary>The family of the call; <see cref="SystemCallKind.Hidden"/> where it does not tell.</summary>
    /// <param name="function">As the kernel writes it, "0" where it does not.</param>
    public static SystemCallKind KindOf(ReadOnlySpan<byte> function)
    {
        foreach (var (part, kind) in Functions)
        {
            if (function.IndexOf(part) >= 0)
            {
                return kind;
            }
        }

        return SystemCallKind.Hidden;
    }

    private static IEnumerable<(byte[] Part, SystemCallKind Kind)> Parts(SystemCallKind kind, params string[] names) =>
        names.Select(name => (System.Text.Encoding.ASCII.GetBytes(name), kind));
}
