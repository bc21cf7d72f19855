using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using IoTrace.Probe.Native;
using IoTrace.Probe.Recording;

namespace IoTrace.Probe.Hooks;

/// <summary>Hooks of directory enumeration: one operation from opendir to closedir, timed call by call.</summary>
internal static unsafe class DirectoryHooks
{
    [UnmanagedCallersOnly]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static nint OpenDir(byte* path)
    {
        var original = (delegate* unmanaged<byte*, nint>)Originals.OpenDir;
        var thread = HookedThread.Enter();
        if (thread == null)
            return original(path);
        var start = Recorder.Begin(thread, BusyClass.FileMetadata);
        return PathRecorder.EndOpenDirectory(thread, path, start, original(path));
    }

    [UnmanagedCallersOnly]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static nint ReadDir(void* directory)
    {
        var original = (delegate* unmanaged<void*, nint>)Originals.ReadDir;
        var thread = HookedThread.Enter();
        if (thread == null)
            return original(directory);
        var descriptor = Descriptors.Lookup(Libc.Dirfd(directory));
        var start = Recorder.Begin(thread, BusyClass.FileMetadata);
        var result = original(directory);
        var errno = *thread->Errno;
        descriptor->ListNanoseconds += Recorder.Stop(thread, start);
        Recorder.Leave(thread, errno);
        return result;
    }

    [UnmanagedCallersOnly]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int ReadDirR(void* directory, void* entry, void* result)
    {
        var original = (delegate* unmanaged<void*, void*, void*, int>)Originals.ReadDirR;
        var thread = HookedThread.Enter();
        if (thread == null)
            return original(directory, entry, result);
        var descriptor = Descriptors.Lookup(Libc.Dirfd(directory));
        var start = Recorder.Begin(thread, BusyClass.FileMetadata);
        var error = original(directory, entry, result);
        var errno = *thread->Errno;
        descriptor->ListNanoseconds += Recorder.Stop(thread, start);
        Recorder.Leave(thread, errno);
        return error;
    }

    [UnmanagedCallersOnly]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int CloseDir(void* directory)
    {
        var original = (delegate* unmanaged<void*, int>)Originals.CloseDir;
        var thread = HookedThread.Enter();
        if (thread == null)
            return original(directory);
        var fd = Libc.Dirfd(directory);
        var descriptor = Descriptors.Lookup(fd);
        var resource = descriptor->Resource;
        var nanoseconds = descriptor->ListNanoseconds;
        Descriptors.Forget(fd);
        var start = Recorder.Begin(thread, BusyClass.FileMetadata);
        var result = original(directory);
        var errno = *thread->Errno;
        nanoseconds += Recorder.Stop(thread, start);
        Recorder.Add(thread, resource, Operation.List, start, nanoseconds, 0, result < 0 ? errno : 0);
        Recorder.Leave(thread, errno);
        return result;
    }
}
