using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using IoTrace.Probe.Events;
using IoTrace.Probe.Native;
using IoTrace.Probe.Recording;

namespace IoTrace.Probe.Hooks;

/// <summary>Ends of the calls that name their file by a path.</summary>
internal static unsafe class PathRecorder
{
    private const int WriteThroughFlags = 0x1000; // O_DSYNC, which O_SYNC includes

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static nint End(HookedThread* thread, byte* path, Operation operation, nint result) =>
        EndNamed(thread, Name(path), operation, result);

    /// <summary>Ends a call that has no path and no descriptor.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static nint EndNamed(HookedThread* thread, ReadOnlySpan<byte> name, Operation operation, nint result)
    {
        if (thread == null)
            return result;
        var errno = *thread->Errno;
        var start = thread->CallStart;
        var nanoseconds = Recorder.Stop(thread, start);
        if (result >= 0 || !Recorder.IsRepeated(errno))
            Recorder.Add(thread, Descriptors.Intern(ResourceKind.File, name), operation, start, nanoseconds, 0, result < 0 ? errno : 0);
        Recorder.Leave(thread, errno);
        return result;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int EndOpen(HookedThread* thread, byte* path, int flags, int fd)
    {
        if (thread == null)
            return fd;
        var errno = *thread->Errno;
        var start = thread->CallStart;
        var nanoseconds = Recorder.Stop(thread, start);
        var name = Name(path);
        var kind = DescriptorResolver.KindOf(name);
        if (kind is ResourceKind.Other or ResourceKind.Pipe)
            kind = ResourceKind.File; // a relative path
        var generation = Volatile.Read(ref Descriptors.Generation);
        var resource = Descriptors.Intern(kind, name);
        if (fd >= 0)
        {
            Descriptors.Assign(fd, generation, resource, kind);
            Descriptors.Lookup(fd)->IsWriteThrough = (flags & WriteThroughFlags) != 0;
        }
        if (fd >= 0 || !Recorder.IsRepeated(errno))
            Recorder.Add(thread, resource, Operation.Open, start, nanoseconds, 0, fd < 0 ? errno : 0);
        if (fd >= 0 && nanoseconds < Recorder.ThresholdNanoseconds && SlowOperations.IsOpenTold(start))
            SlowOperations.Report(thread, resource, Operation.Open, start, nanoseconds, 0, 0);
        Recorder.Leave(thread, errno);
        return fd;
    }

    /// <summary>
    /// Begins a close: the descriptor is forgotten before the call, because as soon as the kernel has closed it another thread may be
    /// given the same number. The file, or null where it is none: the closing of other things is no operation.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Resource* BeginClose(HookedThread* thread, int fd)
    {
        if (thread == null)
            return null;
        var descriptor = Descriptors.Lookup(fd);
        thread->KeptIn = Volatile.Read(ref descriptor->Generation);
        var file = descriptor->Kind == ResourceKind.File ? descriptor->Resource : null;
        Descriptors.Forget(fd);
        thread->Samples.Restart();
        thread->CallStart = Libc.Now();
        return file;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int EndClose(HookedThread* thread, Resource* file, int result)
    {
        if (thread == null)
            return result;
        var errno = *thread->Errno;
        var start = thread->CallStart;
        var nanoseconds = Recorder.Stop(thread, start);
        if (file != null && (result >= 0 || !Recorder.IsRepeated(errno)))
            Recorder.Add(thread, Descriptors.Kept(thread, file), Operation.Close, start, nanoseconds, 0, result < 0 ? errno : 0);
        Recorder.Leave(thread, errno);
        return result;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void VerifyKind(Descriptor* descriptor, int fd)
    {
        var errno = Libc.ErrnoLocation();
        var saved = *errno;
        var thread = HookedThread.Current;
        var before = HookedThread.Use(thread);
        DescriptorResolver.VerifyKind(descriptor, fd);
        thread->InsideSince = before;
        *errno = saved;
    }

    public static ReadOnlySpan<byte> Name(byte* path) =>
        path == null ? "(no path)"u8 : MemoryMarshal.CreateReadOnlySpanFromNullTerminated(path);
}
