using IoTrace.Testing;
using IoTrace.Workloads.Measuring;

namespace IoTrace.Workloads.Tests;

/// <summary>Every workload under strace: the system calls that it makes are those that it says.</summary>
public sealed class SystemCallTests : IDisposable
{
    private const string Calls = "openat,read,write,pread64,pwrite64,fallocate,fadvise64,fsync,fdatasync,msync,copy_file_range,sendfile,ioctl,rename,renameat2,unlink,connect,sendto,sendmsg";
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [StraceTheory]
    [InlineData("copy-sync", false)]
    [InlineData("copy-async", false)]
    [InlineData("copy-random-access", true)]
    [InlineData("copy-double-buffer", true)]
    [InlineData("copy-pipelines", true)]
    [InlineData("copy-parallel", true)]
    public async Task A_copy_in_a_loop_reads_and_writes_each_buffer_once(string name, bool preallocates)
    {
        const int Buffers = 16;
        var (trace, said) = await TraceAsync($"{name}:buffer=64KiB,size=1MiB,durability=end");
        var passes = said.Bytes >> 20;

        Assert.Equal(passes * Buffers, trace.Count("pwrite64", "target.bin") + trace.Count("write", "target.bin"));
        // And the reads that find the end.
        Assert.InRange(trace.Count("pread64", "source-") + trace.Count("read", "source-"), passes * Buffers, passes * (Buffers + 1));
        Assert.Equal(said.Syncs, trace.Count("fsync", "target.bin"));
        Assert.Equal(passes, said.Syncs);
        Assert.Equal(preallocates ? passes : 0, trace.Count("fallocate", "target.bin", $"{1 << 20}"));
    }

    [StraceTheory]
    [InlineData("copy-sync", false)]
    [InlineData("copy-async", false)]
    [InlineData("copy-random-access", false)]
    [InlineData("copy-double-buffer", true)]
    [InlineData("copy-pipelines", true)]
    public async Task A_copy_reads_ahead_while_it_writes_only_where_it_says_so(string name, bool overlaps)
    {
        // With calls that take 5 ms each they meet, whatever else the machine does.
        var (trace, _) = await TraceAsync($"{name}:buffer=64KiB,size=1MiB", inject: "pread64,pwrite64:delay_enter=5000");
        var (read, write) = (("pread64", "source-"), ("pwrite64", "target.bin"));
        var writes = trace.Count("pwrite64", "target.bin");
        var meetings = trace.BegunDuring(read, write) + trace.BegunDuring(write, read);

        Assert.True(trace.Count("pread64", "source-") >= writes && writes > 0, $"{writes} writes");
        // The first read and the last write of a pass have nothing to meet.
        Assert.True(overlaps ? meetings >= writes / 2 : meetings == 0, $"{name} {meetings} meetings in {writes} writes");
    }

    [StraceTheory]
    [InlineData("copy-sync:size=1MiB", 1)]
    [InlineData("copy-mmap:size=1MiB", 1)]
    [InlineData("copy-tree:size=256KiB", 16)]
    [InlineData("random-read:size=1MiB", 1)]
    public async Task The_page_cache_is_told_to_forget_each_source_before_each_pass_if_it_is_to_be_cold(string text, int files)
    {
        const string Forget = "POSIX_FADV_DONTNEED";
        var (cold, result) = await RunAsync($"{text},cache=cold");
        var (warm, _) = await RunAsync($"{text},cache=warm");
        // The first pass warms up, and the result does not have it.
        var passes = result.Passes + 1;

        Assert.Equal(passes * files, cold.Count("fadvise64", text.StartsWith("copy-tree", StringComparison.Ordinal) ? "/tree-" : "/source-", Forget));
        Assert.Equal(passes * files, cold.Count("fadvise64", Forget));
        Assert.Equal(0, warm.Count("fadvise64", Forget));
    }

    [StraceFact]
    public async Task A_copy_by_the_kernel_is_one_call_and_moves_nothing_itself()
    {
        var (trace, said) = await TraceAsync("copy-file:size=1MiB");

        Assert.Equal(0, trace.Count("pwrite64", "target.bin") + trace.Count("write", "target.bin"));
        // A clone is tried first; the file system can either do it or not. The runtime also asks once, without files, whether there is a copy_file_range.
        var clones = trace.Count("ioctl", "target.bin", "FICLONE", ") = 0") > 0;
        Assert.Equal(said.Operations, trace.Count("ioctl", "target.bin", "FICLONE"));
        Assert.Equal(clones ? 0 : said.Operations, trace.Count("copy_file_range", "source-", "target.bin"));
        Assert.Equal(0, trace.Count("sendfile", "target.bin"));
    }

    [StraceFact]
    public async Task A_mapped_copy_calls_nothing_until_its_view_is_disposed_of()
    {
        var (trace, said) = await TraceAsync("copy-mmap:size=1MiB");

        Assert.Equal(0, trace.Count("pwrite64", "target.bin") + trace.Count("pread64", "source-"));
        // One operation a pass at this size, and a mapping has no path in the trace.
        Assert.Equal(said.Operations, trace.Count("msync", ""));
    }

    [StraceFact]
    public async Task A_tree_is_copied_file_by_file()
    {
        var (trace, said) = await TraceAsync("copy-tree:size=256KiB,durability=end");

        Assert.Equal(said.Operations, trace.Count("openat", "tree-copy/", "O_CREAT"));
        Assert.Equal(said.Operations, trace.Count("fsync", "tree-copy/"));
        Assert.Equal(said.Syncs, said.Operations);
    }

    [StraceFact]
    public async Task A_random_read_is_one_read()
    {
        var (trace, said) = await TraceAsync("random-read:size=1MiB");

        Assert.Equal(said.Operations, trace.Count("pread64", "source-"));
    }

    [StraceTheory]
    [InlineData("fsync-log", "orders.log")]
    [InlineData("mix:cpu=1ms,io=1ms", "mix.log")]
    public async Task A_log_makes_as_many_syncs_as_it_says(string text, string file)
    {
        var (trace, said) = await TraceAsync(text);

        Assert.True(said.Syncs > 0);
        Assert.Equal(said.Syncs, trace.Count("fsync", file));
        Assert.Equal(said.Syncs, trace.Count("pwrite64", file));
    }

    [StraceFact]
    public async Task Write_through_needs_no_sync()
    {
        var (trace, said) = await TraceAsync("write-through");

        Assert.Equal(said.Operations, trace.Count("pwrite64", "journal.bin"));
        Assert.Equal(0, trace.Count("fsync", "journal.bin"));
        Assert.True(trace.Count("openat", "journal.bin", "O_SYNC") > 0);
    }

    [StraceFact]
    public async Task Every_name_is_made_renamed_and_removed()
    {
        const int OperationsOfAName = 4;
        var (trace, said) = await TraceAsync("metadata");
        var names = said.Operations / OperationsOfAName;

        Assert.InRange(trace.Count("openat", ".tmp", "O_CREAT"), 1, names);
        Assert.Equal(trace.Count("openat", ".tmp", "O_CREAT"), trace.Count("rename", ".tmp") + trace.Count("renameat2", ".tmp"));
        Assert.Equal(trace.Count("openat", ".tmp", "O_CREAT"), trace.Count("unlink", ".tmp.new"));
        Assert.Equal(said.Operations, trace.Count("unlink", ".tmp.new") * OperationsOfAName + (trace.Count("unlink", ".tmp.new") / 100));
    }

    [StraceFact]
    public async Task Small_files_are_opened_once_to_write_and_once_to_read()
    {
        var (trace, said) = await TraceAsync("small-files:size=256KiB");

        Assert.Equal(said.Operations, trace.Count("openat", "/small/", ".txt"));
        Assert.Equal(said.Operations / 2, trace.Count("pwrite64", "/small/"));
        Assert.Equal(said.Operations / 2, trace.Count("pread64", "/small/"));
    }

    [StraceTheory]
    [InlineData("http-fan-out:io=2ms")]
    [InlineData("web-crawl:io=2ms")]
    public async Task A_request_is_sent_once(string text)
    {
        var (trace, said) = await TraceAsync(text);

        Assert.Equal(said.Operations, trace.Count("sendto", "GET /") + trace.Count("sendmsg", "GET /"));
        // Connections are kept: fewer than requests.
        Assert.InRange(trace.Count("connect", "AF_INET"), 1, said.Operations / 2);
    }

    [StraceTheory]
    [InlineData("cpu-hash")]
    [InlineData("cpu-compress")]
    [InlineData("cpu-spin")]
    [InlineData("gc-churn")]
    [InlineData("lock-contention")]
    [InlineData("pool-starvation")]
    [InlineData("idle")]
    public async Task A_control_touches_no_file_of_its_folder_and_no_peer(string text)
    {
        // Long enough for a starved pool to get something done.
        var (trace, said) = await TraceAsync(text, milliseconds: 300);

        Assert.True(said.Operations > 0);
        Assert.True(trace.Count("openat", "") > 0, "the trace is empty");
        Assert.Equal(0, trace.Touching(folder.At("work")) + trace.Count("sendto", "GET /") + trace.Count("sendmsg", "GET /"));
        // The runtime's own sockets are local ones; AF_INET6 is found as well.
        Assert.Equal(0, trace.Count("connect", "AF_INET"));
    }

    /// <summary>One run, and what it says that it did in all its passes.</summary>
    private async Task<(SystemCallTrace Trace, PassCounts Said)> TraceAsync(string text, int milliseconds = 20, string? inject = null)
    {
        var (trace, result) = await RunAsync(text, milliseconds, inject);
        return (trace, result.Total);
    }

    /// <summary>One run as the tool starts it.</summary>
    /// <param name="inject">What strace is to do to which calls (strace(1), Tampering); null for nothing.</param>
    private async Task<(SystemCallTrace Trace, RunResult Result)> RunAsync(string text, int milliseconds = 20, string? inject = null)
    {
        var run = PlanParser.Parse(text, new SettingsPatch { Duration = TimeSpan.FromMilliseconds(milliseconds) }, strict: true);
        var work = Directory.CreateDirectory(folder.At("work")).FullName;
        using var session = WorkloadSession.Create([run], work, CancellationToken.None);
        var (spec, log) = (session.WriteSpec(run), folder.At("trace.txt"));
        string[] tampering = inject is null ? [] : ["-e", $"inject={inject}"];
        var traced = await ToolRunner.RunAsync("strace", ["-f", "-y", "-qq", "-o", log, "-e", $"trace={Calls}", .. tampering, BuiltTool.Path, "workload", "run-here", spec]);
        Assert.True(traced.ExitCode == 0, $"{traced}");
        return (SystemCallTrace.Read(log), session.Finish(run, 0));
    }
}
