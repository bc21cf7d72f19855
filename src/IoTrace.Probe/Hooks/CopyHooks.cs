using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using IoTrace.Probe.Native;
using IoTrace.Probe.Recording;

namespace IoTrace.Probe.Hooks;

/// <summary>Hooks of the calls that copy inside the kernel.</summary>
internal static unsafe class CopyHooks
{
    private const nuint FiClone = 0x40049409;

    [UnmanagedCallersOnly]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static nint SendFile(int target, int source, long* offset, nuint count)
    {
        var original = (delegate* unmanaged<int, int, long*, nuint, nint>)Originals.SendFile;
        var thread = HookedThread.Enter();
        if (thread == null)
            return original(target, source, offset, count);
        var from = Descriptors.Lookup(source);
        var to = Descriptors.Lookup(target);
        var start = Recorder.Begin(thread, to->Kind == ResourceKind.File ? BusyClass.FileCopy : BusyClass.Network);
        if (to->Kind != ResourceKind.File)
        {
            var pendingBefore = SocketRecorder.BeginSend(to, start);
            return CopyRecorder.EndSend(thread, from, to, start, pendingBefore, original(target, source, offset, count));
        }
        return CopyRecorder.End(thread, from, to, start, original(target, source, offset, count));
    }

    [UnmanagedCallersOnly]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int IoCtl(int fd, nuint request, nint argument)
    {
        var original = (delegate* unmanaged<int, nuint, nint, int>)Originals.IoCtl;
        var thread = HookedThread.Enter();
        if (thread == null)
            return original(fd, request, argument);
        // Only the request that clones a file's blocks is I/O worth a row; a failure means that File.Copy goes on otherwise.
        if (request != FiClone)
            return original(fd, request, argument);
        var from = Descriptors.Lookup((int)argument);
        var to = Descriptors.Lookup(fd);
        var start = Recorder.Begin(thread, BusyClass.FileCopy);
        return CopyRecorder.EndClone(thread, from, to, start, original(fd, request, argument));
    }

    [UnmanagedCallersOnly]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static nint SysCall(nint number, nint a, nint b, nint c, nint d, nint e, nint f)
    {
        var original = (delegate* unmanaged<nint, nint, nint, nint, nint, nint, nint, nint>)Originals.SysCall;
        var thread = HookedThread.Enter();
        if (thread == null)
            return original(number, a, b, c, d, e, f);
        // File.Copy tries the call once on descriptor -1, to see whether the kernel has it.
        if (number != SystemCalls.CopyFileRange || (int)a < 0)
            return original(number, a, b, c, d, e, f);
        var from = Descriptors.Lookup((int)a);
        var to = Descriptors.Lookup((int)c);
        var start = Recorder.Begin(thread, BusyClass.FileCopy);
        return CopyRecorder.End(thread, from, to, start, original(number, a, b, c, d, e, f));
    }

    [UnmanagedCallersOnly]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static nint CopyFileRange(int source, long* sourceOffset, int target, long* targetOffset, nuint count, uint flags)
    {
        var original = (delegate* unmanaged<int, long*, int, long*, nuint, uint, nint>)Originals.CopyFileRange;
        var thread = HookedThread.Enter();
        if (thread == null)
            return original(source, sourceOffset, target, targetOffset, count, flags);
        var from = Descriptors.Lookup(source);
        var to = Descriptors.Lookup(target);
        var start = Recorder.Begin(thread, BusyClass.FileCopy);
        return CopyRecorder.End(thread, from, to, start, original(source, sourceOffset, target, targetOffset, count, flags));
    }
}
