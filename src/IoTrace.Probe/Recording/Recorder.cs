using System.Runtime.CompilerServices;
using IoTrace.Probe.Events;
using IoTrace.Probe.Native;

namespace IoTrace.Probe.Recording;

/// <summary>What happens around each hooked call: begin before it, one of the ends after it. Keeps errno as the call left it.</summary>
internal static unsafe class Recorder
{
    /// <summary>Single events are written for calls at least this long.</summary>
    public static long ThresholdNanoseconds = 1_000_000;

    /// <summary>
    /// Enters a hook and begins its call; null where the thread is in one already. For calls that are rarer or take longer than those
    /// that move data: a hook that inlines nothing is compiled in a fraction of the time, and there are dozens.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static HookedThread* Enter(BusyClass busyClass)
    {
        var thread = HookedThread.Enter();
        if (thread != null)
            Begin(thread, busyClass);
        return thread;
    }

    /// <summary>Ends an entered call on a descriptor that moves no bytes.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int End(HookedThread* thread, int fd, Operation operation, int result) =>
        thread == null ? result : (int)End(thread, Descriptors.At(fd), operation, thread->CallStart, result, 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Begin(HookedThread* thread, BusyClass busyClass)
    {
        thread->CallClass = busyClass;
        thread->Samples.Begin(busyClass);
        var start = Libc.Now();
        thread->CallStart = start;
        return start;
    }

    /// <summary>Ends a call on a descriptor whose result is a number of bytes or -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint End(HookedThread* thread, Descriptor* descriptor, Operation operation, long start, nint result) =>
        End(thread, descriptor, operation, start, result, result);

    /// <summary>Ends a call on a descriptor; <paramref name="bytes"/> is ignored where it is negative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint End(HookedThread* thread, Descriptor* descriptor, Operation operation, long start, nint result, long bytes)
    {
        var errno = *thread->Errno;
        var nanoseconds = Stop(thread, start);
        if (result >= 0 || !IsRepeated(errno))
            Add(thread, Descriptors.ResourceOf(descriptor), operation, start, nanoseconds, bytes, result < 0 ? errno : 0);
        Leave(thread, errno);
        return result;
    }

    /// <summary>Stops the clock of the call that is under way. From here to <see cref="Leave"/> the thread may use the present table.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Stop(HookedThread* thread, long start)
    {
        var nanoseconds = Libc.Now() - start;
        thread->InsideSince = HookedThread.Epoch;
        thread->CallStart = 0;
        thread->Busy[(int)thread->CallClass] += nanoseconds;
        thread->Samples.End(thread->CallClass, nanoseconds);
        return nanoseconds;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(
        HookedThread* thread, Resource* resource, Operation operation, long start, long nanoseconds, long bytes, int errno)
    {
        var aggregate = ResourceTable.AggregateOf(resource, operation);
        Aggregate.Add(aggregate, nanoseconds, bytes, errno != 0);
        if (thread->Samples.TakenFor != 0)
            Aggregate.AddSample(aggregate, thread->Samples.TakenFor, nanoseconds, thread->Samples.TakenCpu);
        if (nanoseconds >= ThresholdNanoseconds && thread->CallClass != BusyClass.Idle)
            SlowOperations.Report(thread, resource, operation, start, nanoseconds, bytes, errno);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Leave(HookedThread* thread, int errno)
    {
        thread->InsideSince = 0;
        *thread->Errno = errno;
    }

    /// <summary>Nothing was done and the caller will call again: not an operation.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsRepeated(int errno) => errno is Libc.Eagain or Libc.Eintr;

    /// <summary>Where reading from such a descriptor belongs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static BusyClass ReadClass(Descriptor* descriptor) =>
        descriptor->Kind == ResourceKind.File ? BusyClass.FileRead : ClassOf(descriptor->Kind);

    /// <summary>Where writing to such a descriptor belongs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static BusyClass WriteClass(Descriptor* descriptor)
    {
        if (descriptor->Kind != ResourceKind.File)
            return ClassOf(descriptor->Kind);
        return descriptor->IsWriteThrough ? BusyClass.FileSync : BusyClass.FileWrite;
    }

    private static BusyClass ClassOf(ResourceKind kind) => kind switch
    {
        ResourceKind.Pipe or ResourceKind.Terminal => BusyClass.Pipe,
        ResourceKind.Client or ResourceKind.Socket => BusyClass.Network,
        _ => BusyClass.Idle,
    };
}
