using System.Text;

using IoTrace.Analysis.Observations;

namespace IoTrace.Capture.Os.Linux;

/// <summary>One thread of the target, watched through its kept-open procfs files.</summary>
internal sealed class ThreadWatch : IDisposable
{
    /// <summary>The kernel counts user and kernel mode in 10 ms ticks: reading them more often than this tells nothing more.</summary>
    private static readonly Duration TickInterval = Duration.FromMilliseconds(40);

    private const int NameReads = 5;
    private const int PermissionDenied = 13;
    private const int NotPermitted = 1;

    private readonly int pid;
    private readonly int tid;
    private readonly ThreadId thread;
    private readonly ProcFile schedstat;
    private readonly ProcFile? syscall;
    private readonly ProcFile? stat;
    private readonly ProcFile? comm;
    private ProcFile? channel;
    private ThreadSnapshot last;
    private Duration ticksReadAt;
    private bool seen;
    private string? name;
    private int namesRead;

    private ThreadWatch(int pid, int tid, ThreadId thread, ProcFile schedstat, ProcFile? syscall, ProcFile? stat, ProcFile? comm)
    {
        this.pid = pid;
        this.tid = tid;
        this.thread = thread;
        this.schedstat = schedstat;
        this.syscall = syscall;
        this.stat = stat;
        this.comm = comm;
    }

    public ThreadId Thread => thread;

    /// <summary>Its processor time at the last look.</summary>
    public Duration OnCpu => last.OnCpu;

    /// <summary>Whether the kernel refused to tell what the thread is blocked in.</summary>
    public bool CallsHidden { get; private set; }

    /// <summary>Begins to watch; null when the thread is already gone.</summary>
    /// <param name="tid">Its id in procfs.</param>
    /// <param name="thread">Its id in the recording.</param>
    public static ThreadWatch? TryOpen(int pid, int tid, ThreadId thread)
    {
        if (ProcFile.TryOpen(ProcPath.ThreadSchedstat(pid, tid), out _) is not { } schedstat)
        {
            return null;
        }

        return new ThreadWatch(
            pid,
            tid,
            thread,
            schedstat,
            ProcFile.TryOpen(ProcPath.ThreadSyscall(pid, tid), out _),
            ProcFile.TryOpen(ProcPath.ThreadStat(pid, tid), out _),
            ProcFile.TryOpen(ProcPath.ThreadComm(pid, tid), out _));
    }

    /// <summary>Whether the thread may yet take a name.</summary>
    public bool MayBeNamed => comm is not null && namesRead < NameReads;

    /// <summary>
    /// The thread's kernel name when it is new or has changed, else null. Threads name themselves a moment after they start,
    /// so the name is asked for a few times, and not again after that.
    /// </summary>
    public string? TakeNewName(Span<byte> buffer)
    {
        if (!MayBeNamed)
        {
            return null;
        }

        namesRead++;
        var text = comm!.Read(buffer);
        var read = text.IsEmpty ? null : Encoding.UTF8.GetString(text.TrimEnd((byte)'\n'));
        if (read is null || read == name)
        {
            return null;
        }

        name = read;
        return read;
    }

    /// <summary>
    /// Looks at the thread. False when it has not run since the last look: then it is still blocked in what it was blocked in,
    /// and nothing more needs to be read.
    /// </summary>
    public bool Look(Timestamp now, ResourceTable resources, Span<byte> buffer, out ThreadSnapshot snapshot)
    {
        var text = schedstat.Read(buffer);
        if (text.IsEmpty)
        {
            snapshot = last with { Thread = thread, Call = SystemCallKind.Running, Exited = true, UserTicks = -1, KernelTicks = -1 };
            return true;
        }

        var totals = SchedulerTotals.Parse(text);
        var (onCpu, runQueue, timeslices) = totals;
        var ran = !seen || onCpu != last.OnCpu || runQueue != last.RunQueue || last.Call == SystemCallKind.Running;
        if (!ran)
        {
            snapshot = last;
            return false;
        }

        var (call, timed, resource, stackPointer, hidden) = ReadCall(now, totals, resources, buffer);
        var (user, kernel) = ReadTicks(onCpu, buffer);
        snapshot = new ThreadSnapshot(thread, onCpu, runQueue, call, timed, resource, stackPointer, user, kernel, Exited: false)
        {
            Timeslices = timeslices,
            CallHidden = hidden,
        };
        last = snapshot;
        seen = true;
        return true;
    }

    public void Dispose()
    {
        schedstat.Dispose();
        syscall?.Dispose();
        stat?.Dispose();
        comm?.Dispose();
        channel?.Dispose();
    }

    private (SystemCallKind Call, bool Timed, ResourceId Resource, ulong StackPointer, bool Hidden) ReadCall(
        Timestamp now, SchedulerTotals totals, ResourceTable resources, Span<byte> buffer)
    {
        var errno = PermissionDenied;
        var text = syscall is null ? [] : syscall.Read(buffer, out errno);
        if (text.IsEmpty)
        {
            CallsHidden |= errno is PermissionDenied or NotPermitted;
            return (ReadWithoutCall(buffer), false, ResourceId.None, 0, true);
        }

        if (text[0] == (byte)'r')
        {
            return (SystemCallKind.Running, false, ResourceId.None, 0, false);
        }

        var number = (int)ProcText.NextNumber(ref text);
        if (number < 0)
        {
            return (SystemCallKind.PageFault, false, ResourceId.None, ProcText.NextHex(ref text), false);
        }

        Span<ulong> arguments = stackalloc ulong[6];
        for (var i = 0; i < arguments.Length; i++)
        {
            arguments[i] = ProcText.NextHex(ref text);
        }

        var stackPointer = ProcText.NextHex(ref text);
        var meaning = SystemCalls.Find(number);
        if (meaning.Target is not null && IsHeldUpByTarget())
        {
            meaning = new SystemCall(SystemCallKind.Write, Descriptor: meaning.Target);
        }

        var resource = meaning switch
        {
            { Descriptor: { } fd } => resources.FromDescriptor((int)arguments[fd], now),
            { Path: { } path } => OfPath(arguments[path], totals, resources, now),
            _ => ResourceId.None,
        };
        var timed = meaning.TimeLimit is { } limit && arguments[limit] != 0 && (int)arguments[limit] != -1;
        var durable = meaning is { Kind: SystemCallKind.Write, Descriptor: { } written } && resources.IsWriteThrough((int)arguments[written]);
        return (durable ? SystemCallKind.Sync : meaning.Kind, timed, resource, stackPointer, false);
    }

    /// <summary>
    /// Whether a thread that copies inside the kernel waits for the side that is written to: held back until what it has written before is
    /// on the disk, or until a connection has room.
    /// </summary>
    private bool IsHeldUpByTarget()
    {
        channel ??= OpenChannel();
        Span<byte> buffer = stackalloc byte[64];
        return channel is not null && WaitChannel.HoldsWriterBack(channel.Read(buffer));
    }

    /// <summary>
    /// The path is read after the call was seen: by then the thread may have gone on, and have something else at that address, though it
    /// be in the same call again. It has not where the kernel's totals are what they were before: none otherwise.
    /// </summary>
    private ResourceId OfPath(ulong address, SchedulerTotals before, ResourceTable resources, Timestamp now)
    {
        if (resources.ReadPath(address) is not { } path)
        {
            return ResourceId.None;
        }

        Span<byte> again = stackalloc byte[128];
        var text = schedstat.Read(again);
        return !text.IsEmpty && SchedulerTotals.Parse(text) == before ? resources.FromPath(path, now) : ResourceId.None;
    }

    /// <summary>
    /// Where the system call is hidden (Yama), the scheduler's state still tells running from blocked and from waiting for a disk, and the
    /// function of the kernel most of the rest.
    /// </summary>
    private SystemCallKind ReadWithoutCall(Span<byte> buffer)
    {
        var text = stat is null ? [] : ProcText.AfterCommand(stat.Read(buffer));
        if (text.IsEmpty || text[0] == (byte)'R')
        {
            return SystemCallKind.Running;
        }

        var isUninterruptible = text[0] == (byte)'D';
        channel ??= OpenChannel();
        return WaitChannel.KindOf(channel is null ? [] : channel.Read(buffer), isUninterruptible);
    }

    private ProcFile? OpenChannel() => ProcFile.TryOpen(ProcPath.ThreadWaitChannel(pid, tid), out _);

    private (int User, int Kernel) ReadTicks(Duration onCpu, Span<byte> buffer)
    {
        if (seen && onCpu - ticksReadAt < TickInterval)
        {
            return (-1, -1);
        }

        var text = stat is null ? [] : ProcText.Skip(ProcText.AfterCommand(stat.Read(buffer)), 11);
        if (text.IsEmpty)
        {
            return (-1, -1);
        }

        ticksReadAt = onCpu;
        return ((int)ProcText.NextNumber(ref text), (int)ProcText.NextNumber(ref text));
    }
}

/// <summary>The kernel's running totals of a thread, as schedstat tells them.</summary>
internal readonly record struct SchedulerTotals(Duration OnCpu, Duration RunQueue, long Timeslices)
{
    public static SchedulerTotals Parse(ReadOnlySpan<byte> text) =>
        new(new Duration(ProcText.NextNumber(ref text)), new Duration(ProcText.NextNumber(ref text)), ProcText.NextNumber(ref text));
}
