using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using IoTrace.Probe.Recording;

namespace IoTrace.Probe.Hooks;

/// <summary>Hooks of the calls that move a file's data or make it durable.</summary>
internal static unsafe class DataHooks
{
    [UnmanagedCallersOnly]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static nint Read(int fd, void* buffer, nuint count)
    {
        var original = (delegate* unmanaged<int, void*, nuint, nint>)Originals.Read;
        var thread = HookedThread.Enter();
        if (thread == null)
            return original(fd, buffer, count);
        var descriptor = Descriptors.Lookup(fd);
        if (!descriptor->IsKindVerified)
            PathRecorder.VerifyKind(descriptor, fd);
        var start = Recorder.Begin(thread, Recorder.ReadClass(descriptor));
        return Recorder.End(thread, descriptor, Operation.Read, start, original(fd, buffer, count));
    }

    [UnmanagedCallersOnly]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static nint PRead(int fd, void* buffer, nuint count, long offset)
    {
        var original = (delegate* unmanaged<int, void*, nuint, long, nint>)Originals.PRead;
        var thread = HookedThread.Enter();
        if (thread == null)
            return original(fd, buffer, count, offset);
        var descriptor = Descriptors.Lookup(fd);
        var start = Recorder.Begin(thread, Recorder.ReadClass(descriptor));
        return Recorder.End(thread, descriptor, Operation.Read, start, original(fd, buffer, count, offset));
    }

    [UnmanagedCallersOnly]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static nint PReadV(int fd, void* vectors, int count, long offset)
    {
        var original = (delegate* unmanaged<int, void*, int, long, nint>)Originals.PReadV;
        var thread = HookedThread.Enter();
        if (thread == null)
            return original(fd, vectors, count, offset);
        var descriptor = Descriptors.Lookup(fd);
        var start = Recorder.Begin(thread, Recorder.ReadClass(descriptor));
        return Recorder.End(thread, descriptor, Operation.Read, start, original(fd, vectors, count, offset));
    }

    [UnmanagedCallersOnly]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static nint PWrite(int fd, void* buffer, nuint count, long offset)
    {
        var original = (delegate* unmanaged<int, void*, nuint, long, nint>)Originals.PWrite;
        var thread = HookedThread.Enter();
        if (thread == null)
            return original(fd, buffer, count, offset);
        var descriptor = Descriptors.Lookup(fd);
        var start = Recorder.Begin(thread, Recorder.WriteClass(descriptor));
        return Recorder.End(thread, descriptor, descriptor->IsWriteThrough ? Operation.WriteThrough : Operation.Write, start, original(fd, buffer, count, offset));
    }

    [UnmanagedCallersOnly]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static nint PWriteV(int fd, void* vectors, int count, long offset)
    {
        var original = (delegate* unmanaged<int, void*, int, long, nint>)Originals.PWriteV;
        var thread = HookedThread.Enter();
        if (thread == null)
            return original(fd, vectors, count, offset);
        var descriptor = Descriptors.Lookup(fd);
        var start = Recorder.Begin(thread, Recorder.WriteClass(descriptor));
        return Recorder.End(thread, descriptor, descriptor->IsWriteThrough ? Operation.WriteThrough : Operation.Write, start, original(fd, vectors, count, offset));
    }

    [UnmanagedCallersOnly]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int FSync(int fd)
    {
        var original = (delegate* unmanaged<int, int>)Originals.FSync;
        var thread = Recorder.Enter(BusyClass.FileSync);
        return Recorder.End(thread, fd, Operation.Sync, original(fd));
    }

    [UnmanagedCallersOnly]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int FDataSync(int fd)
    {
        var original = (delegate* unmanaged<int, int>)Originals.FDataSync;
        var thread = Recorder.Enter(BusyClass.FileSync);
        return Recorder.End(thread, fd, Operation.Sync, original(fd));
    }

    [UnmanagedCallersOnly]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int FTruncate(int fd, long length)
    {
        var original = (delegate* unmanaged<int, long, int>)Originals.FTruncate;
        var thread = Recorder.Enter(BusyClass.FileWrite);
        return Recorder.End(thread, fd, Operation.Resize, original(fd, length));
    }

    [UnmanagedCallersOnly]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int FAllocate(int fd, int mode, long offset, long length)
    {
        var original = (delegate* unmanaged<int, int, long, long, int>)Originals.FAllocate;
        var thread = Recorder.Enter(BusyClass.FileWrite);
        return Recorder.End(thread, fd, Operation.Resize, original(fd, mode, offset, length));
    }

    [UnmanagedCallersOnly]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int MSync(void* address, nuint length, int flags)
    {
        var original = (delegate* unmanaged<void*, nuint, int, int>)Originals.MSync;
        var thread = Recorder.Enter(BusyClass.FileSync);
        return (int)PathRecorder.EndNamed(thread, "(memory-mapped files)"u8, Operation.Sync, original(address, length, flags));
    }
}
