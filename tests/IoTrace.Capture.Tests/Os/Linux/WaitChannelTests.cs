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
    [InlineData("wait_woken", SystemCallKind.Receive)]
    [InlineData("sk_stream_wait_memory", SystemCallKind.Send)]
    [InlineData("inet_csk_accept", SystemCallKind.Accept)]
    [InlineData("balance_dirty_pages", SystemCallKind.Write)]
    [InlineData("folio_wait_bit_common", SystemCallKind.Read)]
    [InlineData("folio_wait_bit", SystemCallKind.Sync)]
    [InlineData("jbd2_log_wait_commit", SystemCallKind.Sync)]
    [InlineData("__sync_dirty_buffer", SystemCallKind.Sync)]
    [InlineData("do_wait", SystemCallKind.WaitChild)]
    [InlineData("ext4_map_blocks", SystemCallKind.Hidden)]
    [InlineData("0", SystemCallKind.Hidden)]
    [InlineData("", SystemCallKind.Hidden)]
    public void A_function_of_the_kernel_tells_the_family_of_the_call(string function, SystemCallKind kind) =>
        Assert.Equal(kind, WaitChannel.KindOf(Encoding.ASCII.GetBytes(function)));

    [Theory]
    [InlineData("pipe-read", "testtarget", SystemCallKind.Pipe)]
    [InlineData("socket-sync", "testtarget", SystemCallKind.Receive)]
    [InlineData("idle", "testtarget", SystemCallKind.Futex)]
    [InlineData("pipe-read", ".NET Sockets", SystemCallKind.EpollWait)]
    public async Task This_kernels_functions_are_known(string mode, string thread, SystemCallKind kind)
    {
        await using var server = await TargetProcess.StartAsync("socket-server", "--delay", "50ms", "--seconds", "30");
        await using var target = await TargetProcess.StartAsync(mode, "--port", $"{server.Port}", "--seconds", "30");
        var kinds = new List<SystemCallKind>();
        for (var start = Stopwatch.GetTimestamp(); !kinds.Contains(kind) && Stopwatch.GetElapsedTime(start).TotalSeconds < 10; await Task.Delay(3))
        {
            foreach (var folder in Directory.GetDirectories(ProcPath.Tasks(target.Id)).Where(t => File.ReadAllText(Path.Combine(t, "comm")).Trim() == thread))
            {
                kinds.Add(WaitChannel.KindOf(File.ReadAllBytes(Path.Combine(folder, "wchan"))));
            }
        }

        Assert.Contains(kind, kinds);
    }
}
