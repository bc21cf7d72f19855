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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static nint End(HookedThread* thread, byte* path, Operation operation, long start, nint result)
    {
        var errno = *thread->Errno;
        var nanoseconds = Recorder.Stop(thread, start);
        Add(thread, Name(path), operation, start, nanoseconds, result, errno);
        Recorder.Leave(thread, errno);
        return result;
    }

    /// <summary>Ends a call that has no path and no descriptor.</summary>
    public static nint EndNamed(HookedThread* thread, ReadOnlySpan<byte> name, Operation operation, long start, nint result)
    {
        var errno = *thread->Errno;
        var nanoseconds = Recorder.Stop(thread, start);
        Add(thread, name, operation, start, nanoseconds, result, errno);
        Recorder.Leave(thread, errno);
        return result;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int EndOpen(HookedThread* thread, byte* path, int flags, long start, int fd)
    {
        var errno = *thread->Errno;
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static nint EndOpenDirectory(HookedThread* thread, byte* path, long start, nint directory)
    {
        var errno = *thread->Errno;
        var nanoseconds = Recorder.Stop(thread, start);
        var generation = Volatile.Read(ref Descriptors.Generation);
        var resource = Descriptors.Intern(ResourceKind.File, Name(path));
        if (directory != 0)
        {
            var fd = Libc.Dirfd((void*)directory);
            Descriptors.Assign(fd, generation, resource, ResourceKind.File);
            Descriptors.Lookup(fd)->ListNanoseconds = nanoseconds;
        }
        else
        {
            Recorder.Add(thread, resource, Operation.List, start, nanoseconds, 0, errno);
        }
        Recorder.Leave(thread, errno);
        return directory;
    }

    /// <summary>Ends a call that is no operation of its own.</summary>
    public static int EndUnrecorded(HookedThread* thread, long start, int result)
    {
        var errno = *thread->Errno;
        Recorder.Stop(thread, start);
        Recorder.Leave(thread, errno);
        return result;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void VerifyKind(Descriptor* descriptor, int fd)
    {
        var errno = Libc.ErrnoLocation();
        var saved = *errno;
        DescriptorResolver.VerifyKind(descriptor, fd);
        *errno = saved;
    }

    private static void Add(
        HookedThread* thread, ReadOnlySpan<byte> name, Operation operation, long start, long nanoseconds, nint result, int errno)
    {
        if (result >= 0 || !Recorder.IsRepeated(errno))
            Recorder.Add(thread, Descriptors.Intern(ResourceKind.File, name), operation, start, nanoseconds, 0, result < 0 ? errno : 0);
    }

    private static ReadOnlySpan<byte> Name(byte* path) =>
        path == null ? "(no path)"u8 : MemoryMarshal.CreateReadOnlySpanFromNullTerminated(path);
}
