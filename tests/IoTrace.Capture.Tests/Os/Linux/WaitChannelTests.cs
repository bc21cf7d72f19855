using System.Diagnostics;
using System.Text;

using IoTrace.Capture.Os.Linux;
using IoTrace.Testing;

namespace IoTrace.Capture.Tests.Os.Linux;

public sealed class WaitChannelTests
{
    [Theory]
    [InlineData("futex_do_wait", SystemCallKind.Futex)]
    [InlineData("futex_wait_queue_me", SystemCallKind.Futex)]
    [InlineData("do_epoll_wait", SystemCallKind.EpollWait)]
    [InlineData("ep_poll", SystemCallKind.EpollWait)]
    [InlineData("poll_schedule_timeout.constprop.0", SystemCallKind.Poll)]
    [InlineData("hrtimer_nanosleep", SystemCallKind.Sleep)]
    [InlineData("anon_pipe_read", SystemCallKind.Pipe)]
    [InlineData("wait_for_partner", SystemCallKind.Pipe)]
    [InlineData("unix_stream_read_generic", SystemCallKind.Pipe)]
    [InlineData("wait_woken", SystemCallKind.Hidden)]
    [InlineData("inet_csk_wait_for_connect", SystemCallKind.Accept)]
    [InlineData("inet_csk_accept", SystemCallKind.Accept)]
    [InlineData("balance_dirty_pages", SystemCallKind.Write)]
    [InlineData("folio_wait_bit_common", SystemCallKind.Disk)]
    [InlineData("filemap_fault", SystemCallKind.Read)]
    [InlineData("folio_wait_bit", SystemCallKind.Sync)]
    [InlineData("jbd2_log_wait_commit", SystemCallKind.Sync)]
    [InlineData("__sync_dirty_buffer", SystemCallKind.Sync)]
    [InlineData("do_wait", SystemCallKind.WaitChild)]
    [InlineData("ext4_map_blocks", SystemCallKind.Hidden)]
    [InlineData("kernel_clone", SystemCallKind.Hidden)]
    [InlineData("synchronize_rcu", SystemCallKind.Hidden)]
    [InlineData("0", SystemCallKind.Hidden)]
    [InlineData("", SystemCallKind.Hidden)]
    public void A_function_of_the_kernel_tells_the_family_of_the_call(string function, SystemCallKind kind) =>
        Assert.Equal(kind, WaitChannel.KindOf(Encoding.ASCII.GetBytes(function), isUninterruptible: false));

    [Theory]
    [InlineData("ext4_map_blocks", SystemCallKind.Disk)]
    [InlineData("0", SystemCallKind.Disk)]
    [InlineData("kernel_clone", SystemCallKind.Hidden)]
    [InlineData("__synchronize_srcu", SystemCallKind.Hidden)]
    [InlineData("folio_wait_bit", SystemCallKind.Sync)]
    public void What_cannot_be_interrupted_waits_for_a_disk_most_likely(string function, SystemCallKind kind) =>
        Assert.Equal(kind, WaitChannel.KindOf(Encoding.ASCII.GetBytes(function), isUninterruptible: true));

    [Theory]
    [InlineData("balance_dirty_pages", true)]
    [InlineData("wait_woken", true)]
    [InlineData("folio_wait_bit_common", false)]
    [InlineData("0", false)]
    public void A_copy_waits_for_its_target_or_its_source(string function, bool target) =>
        Assert.Equal(target, WaitChannel.HoldsWriterBack(Encoding.ASCII.GetBytes(function)));

    [Theory]
    [InlineData("pipe-read", "testtarget", SystemCallKind.Pipe)]
    [InlineData("idle", "testtarget", SystemCallKind.Futex)]
    [InlineData("pipe-read", ".NET Sockets", SystemCallKind.EpollWait)]
    public async Task This_kernels_functions_are_known(string mode, string thread, SystemCallKind kind)
    {
        await using var target = await TargetProcess.StartAsync(mode, "--seconds", "30");
        var kinds = new List<SystemCallKind>();
        for (var start = Stopwatch.GetTimestamp(); !kinds.Contains(kind) && Stopwatch.GetElapsedTime(start).TotalSeconds < 10; await Task.Delay(3))
        {
            foreach (var folder in Directory.GetDirectories(ProcPath.Tasks(target.Id)).Where(t => File.ReadAllText(Path.Combine(t, "comm")).Trim() == thread))
            {
                kinds.Add(WaitChannel.KindOf(File.ReadAllBytes(Path.Combine(folder, "wchan")), isUninterruptible: false));
            }
        }

        Assert.Contains(kind, kinds);
    }
}
