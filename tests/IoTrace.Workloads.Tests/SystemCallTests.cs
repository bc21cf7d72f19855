using IoTrace.Testing;
using IoTrace.Workloads.Measuring;

namespace IoTrace.Workloads.Tests;

/// <summary>Every workload under strace: the system calls that it makes are those that it says.</summary>
public sealed class SystemCallTests : IDisposable
{
    private const string Calls = "openat,read,write,pread64,pwrite64,fsync,fdatasync,msync,copy_file_range,sendfile,ioctl,rename,renameat2,unlink,sendto,sendmsg";
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [StraceTheory]
    [InlineData("copy-sync:buffer=64KiB")]
    [InlineData("copy-async:buffer=64KiB")]
    [InlineData("copy-random-access:buffer=64KiB")]
    [InlineData("copy-double-buffer:buffer=64KiB")]
    [InlineData("copy-pipelines:buffer=64KiB")]
    [InlineData("copy-parallel:buffer=64KiB")]
    public async Task A_copy_in_a_loop_reads_and_writes_each_buffer_once(string text)
    {
        const int Buffers = 16;
        var (trace, said) = await TraceAsync($"{text},size=1MiB,durability=end");
        var passes = said.Bytes >> 20;

        Assert.Equal(passes * Buffers, trace.Count("pwrite64", "target.bin") + trace.Count("write", "target.bin"));
        // And the reads that find the end.
        Assert.InRange(trace.Count("pread64", "source-") + trace.Count("read", "source-"), passes * Buffers, passes * (Buffers + 1));
        Assert.Equal(said.Syncs, trace.Count("fsync", "target.bin"));
        Assert.Equal(passes, said.Syncs);
    }

    [StraceFact]
    public async Task A_copy_by_the_kernel_is_one_call_and_moves_nothing_itself()
    {
        var (trace, said) = await TraceAsync("copy-file:size=1MiB");

        Assert.Equal(0, trace.Count("pwrite64", "target.bin") + trace.Count("write", "target.bin"));
        Assert.True(trace.Count("copy_file_range", "target.bin") + trace.Count("sendfile", "target.bin") + trace.Count("ioctl", "target.bin") >= said.Operations, $"{said}");
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
    }

    /// <summary>One run as the tool starts it, and what it says that it did in all its passes.</summary>
    private async Task<(SystemCallTrace Trace, PassCounts Said)> TraceAsync(string text, int milliseconds = 20)
    {
        var run = PlanParser.Parse(text, new SettingsPatch { Duration = TimeSpan.FromMilliseconds(milliseconds) }, strict: true);
        var work = Directory.CreateDirectory(folder.At("work")).FullName;
        using var session = WorkloadSession.Create([run], work, CancellationToken.None);
        var (spec, log) = (session.WriteSpec(run), folder.At("trace.txt"));
        var traced = await ToolRunner.RunAsync("strace", "-f", "-y", "-qq", "-o", log, "-e", $"trace={Calls}", BuiltTool.Path, "workload", "run-here", spec);
        Assert.True(traced.ExitCode == 0, $"{traced}");
        return (SystemCallTrace.Read(log), session.Finish(run, 0).Total);
    }
}
