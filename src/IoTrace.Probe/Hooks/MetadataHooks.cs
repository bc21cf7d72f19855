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
        var thread = Recorder.Enter(BusyClass.FileMetadata);
        return PathRecorder.EndOpen(thread, path, flags, original(path, flags, mode));
    }

    [UnmanagedCallersOnly]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Close(int fd)
    {
        var original = (delegate* unmanaged<int, int>)Originals.Close;
        var thread = Recorder.Enter(BusyClass.FileMetadata);
        var file = PathRecorder.BeginClose(thread, fd);
        return PathRecorder.EndClose(thread, file, original(fd));
    }

    [UnmanagedCallersOnly]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int XStat(int version, byte* path, void* result)
    {
        var original = (delegate* unmanaged<int, byte*, void*, int>)Originals.XStat;
        var thread = Recorder.Enter(BusyClass.FileMetadata);
        return (int)PathRecorder.End(thread, path, Operation.Stat, original(version, path, result));
    }

    [UnmanagedCallersOnly]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int LXStat(int version, byte* path, void* result)
    {
        var original = (delegate* unmanaged<int, byte*, void*, int>)Originals.LXStat;
        var thread = Recorder.Enter(BusyClass.FileMetadata);
        return (int)PathRecorder.End(thread, path, Operation.Stat, original(version, path, result));
    }

    [UnmanagedCallersOnly]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int FXStat(int version, int fd, void* result)
    {
        var original = (delegate* unmanaged<int, int, void*, int>)Originals.FXStat;
        var thread = Recorder.Enter(BusyClass.FileMetadata);
        return Recorder.End(thread, fd, Operation.Stat, original(version, fd, result));
    }

    [UnmanagedCallersOnly]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Stat(byte* path, void* result)
    {
        var original = (delegate* unmanaged<byte*, void*, int>)Originals.Stat;
        var thread = Recorder.Enter(BusyClass.FileMetadata);
        return (int)PathRecorder.End(thread, path, Operation.Stat, original(path, result));
    }

    [UnmanagedCallersOnly]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int LStat(byte* path, void* result)
    {
        var original = (delegate* unmanaged<byte*, void*, int>)Originals.LStat;
        var thread = Recorder.Enter(BusyClass.FileMetadata);
        return (int)PathRecorder.End(thread, path, Operation.Stat, original(path, result));
    }

    [UnmanagedCallersOnly]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int FStat(int fd, void* result)
    {
        var original = (delegate* unmanaged<int, void*, int>)Originals.FStat;
        var thread = Recorder.Enter(BusyClass.FileMetadata);
        return Recorder.End(thread, fd, Operation.Stat, original(fd, result));
    }

    [UnmanagedCallersOnly]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Access(byte* path, int mode)
    {
        var original = (delegate* unmanaged<byte*, int, int>)Originals.Access;
        var thread = Recorder.Enter(BusyClass.FileMetadata);
        return (int)PathRecorder.End(thread, path, Operation.Stat, original(path, mode));
    }

    [UnmanagedCallersOnly]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static nint ReadLink(byte* path, byte* buffer, nuint size)
    {
        var original = (delegate* unmanaged<byte*, byte*, nuint, nint>)Originals.ReadLink;
        var thread = Recorder.Enter(BusyClass.FileMetadata);
        return PathRecorder.End(thread, path, Operation.Stat, original(path, buffer, size));
    }

    [UnmanagedCallersOnly]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Rename(byte* path, byte* newPath)
    {
        var original = (delegate* unmanaged<byte*, byte*, int>)Originals.Rename;
        var thread = Recorder.Enter(BusyClass.FileMetadata);
        return (int)PathRecorder.End(thread, path, Operation.Rename, original(path, newPath));
    }

    [UnmanagedCallersOnly]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Unlink(byte* path)
    {
        var original = (delegate* unmanaged<byte*, int>)Originals.Unlink;
        var thread = Recorder.Enter(BusyClass.FileMetadata);
        return (int)PathRecorder.End(thread, path, Operation.Delete, original(path));
    }

    [UnmanagedCallersOnly]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int RmDir(byte* path)
    {
        var original = (delegate* unmanaged<byte*, int>)Originals.RmDir;
        var thread = Recorder.Enter(BusyClass.FileMetadata);
        return (int)PathRecorder.End(thread, path, Operation.Delete, original(path));
    }

    [UnmanagedCallersOnly]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int MkDir(byte* path, int mode)
    {
        var original = (delegate* unmanaged<byte*, int, int>)Originals.MkDir;
        var thread = Recorder.Enter(BusyClass.FileMetadata);
        return (int)PathRecorder.End(thread, path, Operation.CreateDirectory, original(path, mode));
    }

    [UnmanagedCallersOnly]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Link(byte* target, byte* path)
    {
        var original = (delegate* unmanaged<byte*, byte*, int>)Originals.Link;
        var thread = Recorder.Enter(BusyClass.FileMetadata);
        return (int)PathRecorder.End(thread, path, Operation.Link, original(target, path));
    }

    [UnmanagedCallersOnly]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int SymLink(byte* target, byte* path)
    {
        var original = (delegate* unmanaged<byte*, byte*, int>)Originals.SymLink;
        var thread = Recorder.Enter(BusyClass.FileMetadata);
        return (int)PathRecorder.End(thread, path, Operation.Link, original(target, path));
    }

    [UnmanagedCallersOnly]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int ChMod(byte* path, int mode)
    {
        var original = (delegate* unmanaged<byte*, int, int>)Originals.ChMod;
        var thread = Recorder.Enter(BusyClass.FileMetadata);
        return (int)PathRecorder.End(thread, path, Operation.Attributes, original(path, mode));
    }

    [UnmanagedCallersOnly]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int FChMod(int fd, int mode)
    {
        var original = (delegate* unmanaged<int, int, int>)Originals.FChMod;
        var thread = Recorder.Enter(BusyClass.FileMetadata);
        return Recorder.End(thread, fd, Operation.Attributes, original(fd, mode));
    }

    [UnmanagedCallersOnly]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int UTimensAt(int directory, byte* path, void* times, int flags)
    {
        var original = (delegate* unmanaged<int, byte*, void*, int, int>)Originals.UTimensAt;
        var thread = Recorder.Enter(BusyClass.FileMetadata);
        return (int)PathRecorder.End(thread, path, Operation.Attributes, original(directory, path, times, flags));
    }

    [UnmanagedCallersOnly]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int FUTimens(int fd, void* times)
    {
        var original = (delegate* unmanaged<int, void*, int>)Originals.FUTimens;
        var thread = Recorder.Enter(BusyClass.FileMetadata);
        return Recorder.End(thread, fd, Operation.Attributes, original(fd, times));
    }
}
