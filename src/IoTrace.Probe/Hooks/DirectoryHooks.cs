using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
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
        var thread = Recorder.Enter(BusyClass.FileMetadata);
        return DirectoryRecorder.EndOpen(thread, path, original(path));
    }

    [UnmanagedCallersOnly]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static nint ReadDir(void* directory)
    {
        var original = (delegate* unmanaged<void*, nint>)Originals.ReadDir;
        var thread = Recorder.Enter(BusyClass.FileMetadata);
        var descriptor = DirectoryRecorder.BeginRead(thread, directory);
        return DirectoryRecorder.EndRead(thread, descriptor, original(directory));
    }

    [UnmanagedCallersOnly]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int ReadDirR(void* directory, void* entry, void* result)
    {
        var original = (delegate* unmanaged<void*, void*, void*, int>)Originals.ReadDirR;
        var thread = Recorder.Enter(BusyClass.FileMetadata);
        var descriptor = DirectoryRecorder.BeginRead(thread, directory);
        return (int)DirectoryRecorder.EndRead(thread, descriptor, original(directory, entry, result));
    }

    [UnmanagedCallersOnly]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int CloseDir(void* directory)
    {
        var original = (delegate* unmanaged<void*, int>)Originals.CloseDir;
        var thread = Recorder.Enter(BusyClass.FileMetadata);
        var (resource, listed) = DirectoryRecorder.BeginClose(thread, directory);
        return DirectoryRecorder.EndClose(thread, (Resource*)resource, listed, original(directory));
    }
}
