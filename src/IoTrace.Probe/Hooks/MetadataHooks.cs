using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using IoTrace.Probe.Recording;

namespace IoTrace.Probe.Hooks;

/// <summary>Hooks of the calls that open, list, rename, delete or describe files.</summary>
internal static unsafe class MetadataHooks
{
    [UnmanagedCallersOnly]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Open(byte* path, int flags, int mode)
    {
        var original = (delegate* unmanaged<byte*, int, int, int>)Originals.Open;
        var thread = HookedThread.Enter();
        if (thread == null)
            return original(path, flags, mode);
        var start = Recorder.Begin(thread, BusyClass.FileMetadata);
        return PathRecorder.EndOpen(thread, path, flags, start, original(path, flags, mode));
    }

    [UnmanagedCallersOnly]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Close(int fd)
    {
        var original = (delegate* unmanaged<int, int>)Originals.Close;
        var thread = HookedThread.Enter();
        if (thread == null)
            return original(fd);
        var descriptor = Descriptors.Lookup(fd);
        var resource = descriptor->Resource;
        var kind = descriptor->Kind;
        // Before the call: as soon as the kernel has closed it, another thread may be given the same number.
        Descriptors.Forget(fd);
        var start = Recorder.Begin(thread, BusyClass.FileMetadata);
        var result = original(fd);
        return kind == ResourceKind.File
            ? (int)Recorder.End(thread, resource, Operation.Close, start, result, 0)
            : PathRecorder.EndUnrecorded(thread, start, result);
    }

    [UnmanagedCallersOnly]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int XStat(int version, byte* path, void* result)
    {
        var original = (delegate* unmanaged<int, byte*, void*, int>)Originals.XStat;
        var thread = HookedThread.Enter();
        if (thread == null)
            return original(version, path, result);
        var start = Recorder.Begin(thread, BusyClass.FileMetadata);
        return (int)PathRecorder.End(thread, path, Operation.Stat, start, original(version, path, result));
    }

    [UnmanagedCallersOnly]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int LXStat(int version, byte* path, void* result)
    {
        var original = (delegate* unmanaged<int, byte*, void*, int>)Originals.LXStat;
        var thread = HookedThread.Enter();
        if (thread == null)
            return original(version, path, result);
        var start = Recorder.Begin(thread, BusyClass.FileMetadata);
        return (int)PathRecorder.End(thread, path, Operation.Stat, start, original(version, path, result));
    }

    [UnmanagedCallersOnly]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int FXStat(int version, int fd, void* result)
    {
        var original = (delegate* unmanaged<int, int, void*, int>)Originals.FXStat;
        var thread = HookedThread.Enter();
        if (thread == null)
            return original(version, fd, result);
        var descriptor = Descriptors.Lookup(fd);
        var start = Recorder.Begin(thread, BusyClass.FileMetadata);
        return (int)Recorder.End(thread, descriptor->Resource, Operation.Stat, start, original(version, fd, result), 0);
    }

    [UnmanagedCallersOnly]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Stat(byte* path, void* result)
    {
        var original = (delegate* unmanaged<byte*, void*, int>)Originals.Stat;
        var thread = HookedThread.Enter();
        if (thread == null)
            return original(path, result);
        var start = Recorder.Begin(thread, BusyClass.FileMetadata);
        return (int)PathRecorder.End(thread, path, Operation.Stat, start, original(path, result));
    }

    [UnmanagedCallersOnly]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int LStat(byte* path, void* result)
    {
        var original = (delegate* unmanaged<byte*, void*, int>)Originals.LStat;
        var thread = HookedThread.Enter();
        if (thread == null)
            return original(path, result);
        var start = Recorder.Begin(thread, BusyClass.FileMetadata);
        return (int)PathRecorder.End(thread, path, Operation.Stat, start, original(path, result));
    }

    [UnmanagedCallersOnly]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int FStat(int fd, void* result)
    {
        var original = (delegate* unmanaged<int, void*, int>)Originals.FStat;
        var thread = HookedThread.Enter();
        if (thread == null)
            return original(fd, result);
        var descriptor = Descriptors.Lookup(fd);
        var start = Recorder.Begin(thread, BusyClass.FileMetadata);
        return (int)Recorder.End(thread, descriptor->Resource, Operation.Stat, start, original(fd, result), 0);
    }

    [UnmanagedCallersOnly]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Access(byte* path, int mode)
    {
        var original = (delegate* unmanaged<byte*, int, int>)Originals.Access;
        var thread = HookedThread.Enter();
        if (thread == null)
            return original(path, mode);
        var start = Recorder.Begin(thread, BusyClass.FileMetadata);
        return (int)PathRecorder.End(thread, path, Operation.Stat, start, original(path, mode));
    }

    [UnmanagedCallersOnly]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static nint ReadLink(byte* path, byte* buffer, nuint size)
    {
        var original = (delegate* unmanaged<byte*, byte*, nuint, nint>)Originals.ReadLink;
        var thread = HookedThread.Enter();
        if (thread == null)
            return original(path, buffer, size);
        var start = Recorder.Begin(thread, BusyClass.FileMetadata);
        return PathRecorder.End(thread, path, Operation.Stat, start, original(path, buffer, size));
    }

    [UnmanagedCallersOnly]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Rename(byte* path, byte* newPath)
    {
        var original = (delegate* unmanaged<byte*, byte*, int>)Originals.Rename;
        var thread = HookedThread.Enter();
        if (thread == null)
            return original(path, newPath);
        var start = Recorder.Begin(thread, BusyClass.FileMetadata);
        return (int)PathRecorder.End(thread, path, Operation.Rename, start, original(path, newPath));
    }

    [UnmanagedCallersOnly]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Unlink(byte* path)
    {
        var original = (delegate* unmanaged<byte*, int>)Originals.Unlink;
        var thread = HookedThread.Enter();
        if (thread == null)
            return original(path);
        var start = Recorder.Begin(thread, BusyClass.FileMetadata);
        return (int)PathRecorder.End(thread, path, Operation.Delete, start, original(path));
    }

    [UnmanagedCallersOnly]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int RmDir(byte* path)
    {
        var original = (delegate* unmanaged<byte*, int>)Originals.RmDir;
        var thread = HookedThread.Enter();
        if (thread == null)
            return original(path);
        var start = Recorder.Begin(thread, BusyClass.FileMetadata);
        return (int)PathRecorder.End(thread, path, Operation.Delete, start, original(path));
    }

    [UnmanagedCallersOnly]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int MkDir(byte* path, int mode)
    {
        var original = (delegate* unmanaged<byte*, int, int>)Originals.MkDir;
        var thread = HookedThread.Enter();
        if (thread == null)
            return original(path, mode);
        var start = Recorder.Begin(thread, BusyClass.FileMetadata);
        return (int)PathRecorder.End(thread, path, Operation.CreateDirectory, start, original(path, mode));
    }

    [UnmanagedCallersOnly]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Link(byte* target, byte* path)
    {
        var original = (delegate* unmanaged<byte*, byte*, int>)Originals.Link;
        var thread = HookedThread.Enter();
        if (thread == null)
            return original(target, path);
        var start = Recorder.Begin(thread, BusyClass.FileMetadata);
        return (int)PathRecorder.End(thread, path, Operation.Link, start, original(target, path));
    }

    [UnmanagedCallersOnly]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int SymLink(byte* target, byte* path)
    {
        var original = (delegate* unmanaged<byte*, byte*, int>)Originals.SymLink;
        var thread = HookedThread.Enter();
        if (thread == null)
            return original(target, path);
        var start = Recorder.Begin(thread, BusyClass.FileMetadata);
        return (int)PathRecorder.End(thread, path, Operation.Link, start, original(target, path));
    }

    [UnmanagedCallersOnly]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int ChMod(byte* path, int mode)
    {
        var original = (delegate* unmanaged<byte*, int, int>)Originals.ChMod;
        var thread = HookedThread.Enter();
        if (thread == null)
            return original(path, mode);
        var start = Recorder.Begin(thread, BusyClass.FileMetadata);
        return (int)PathRecorder.End(thread, path, Operation.Attributes, start, original(path, mode));
    }

    [UnmanagedCallersOnly]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int FChMod(int fd, int mode)
    {
        var original = (delegate* unmanaged<int, int, int>)Originals.FChMod;
        var thread = HookedThread.Enter();
        if (thread == null)
            return original(fd, mode);
        var descriptor = Descriptors.Lookup(fd);
        var start = Recorder.Begin(thread, BusyClass.FileMetadata);
        return (int)Recorder.End(thread, descriptor->Resource, Operation.Attributes, start, original(fd, mode), 0);
    }

    [UnmanagedCallersOnly]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int UTimensAt(int directory, byte* path, void* times, int flags)
    {
        var original = (delegate* unmanaged<int, byte*, void*, int, int>)Originals.UTimensAt;
        var thread = HookedThread.Enter();
        if (thread == null)
            return original(directory, path, times, flags);
        var start = Recorder.Begin(thread, BusyClass.FileMetadata);
        return (int)PathRecorder.End(thread, path, Operation.Attributes, start, original(directory, path, times, flags));
    }

    [UnmanagedCallersOnly]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int FUTimens(int fd, void* times)
    {
        var original = (delegate* unmanaged<int, void*, int>)Originals.FUTimens;
        var thread = HookedThread.Enter();
        if (thread == null)
            return original(fd, times);
        var descriptor = Descriptors.Lookup(fd);
        var start = Recorder.Begin(thread, BusyClass.FileMetadata);
        return (int)Recorder.End(thread, descriptor->Resource, Operation.Attributes, start, original(fd, times), 0);
    }
}
