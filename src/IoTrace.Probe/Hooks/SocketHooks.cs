using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using IoTrace.Probe.Recording;

namespace IoTrace.Probe.Hooks;

/// <summary>Hooks of socket calls. A call that would block and says so is not an operation.</summary>
internal static unsafe class SocketHooks
{
    [UnmanagedCallersOnly]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Socket(int domain, int type, int protocol)
    {
        var original = (delegate* unmanaged<int, int, int, int>)Originals.Socket;
        var thread = HookedThread.Enter();
        if (thread == null)
            return original(domain, type, protocol);
        var fd = original(domain, type, protocol);
        Descriptors.Forget(fd);
        return fd;
    }

    [UnmanagedCallersOnly]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Pipe2(int* pair, int flags)
    {
        var original = (delegate* unmanaged<int*, int, int>)Originals.Pipe2;
        var thread = HookedThread.Enter();
        if (thread == null)
            return original(pair, flags);
        var result = original(pair, flags);
        if (result == 0)
        {
            Descriptors.Forget(pair[0]);
            Descriptors.Forget(pair[1]);
        }
        return result;
    }

    [UnmanagedCallersOnly]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Connect(int fd, byte* address, uint length)
    {
        var original = (delegate* unmanaged<int, byte*, uint, int>)Originals.Connect;
        var thread = HookedThread.Enter();
        if (thread == null)
            return original(fd, address, length);
        var start = Recorder.Begin(thread, BusyClass.Network);
        return SocketRecorder.EndConnect(thread, fd, address, length, start, original(fd, address, length));
    }

    [UnmanagedCallersOnly]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int GetSockOpt(int fd, int level, int option, void* value, uint* length)
    {
        var original = (delegate* unmanaged<int, int, int, void*, uint*, int>)Originals.GetSockOpt;
        var thread = HookedThread.Enter();
        if (thread == null)
            return original(fd, level, option, value, length);
        var result = original(fd, level, option, value, length);
        SocketRecorder.EndGetOption(thread, fd, level, option, (int*)value, result);
        return result;
    }

    [UnmanagedCallersOnly]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Accept4(int fd, void* address, uint* length, int flags)
    {
        var original = (delegate* unmanaged<int, void*, uint*, int, int>)Originals.Accept4;
        var thread = HookedThread.Enter();
        if (thread == null)
            return original(fd, address, length, flags);
        var descriptor = Descriptors.Lookup(fd);
        var start = Recorder.Begin(thread, BusyClass.Idle);
        return SocketRecorder.EndAccept(thread, descriptor, start, original(fd, address, length, flags));
    }

    [UnmanagedCallersOnly]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Accept(int fd, void* address, uint* length)
    {
        var original = (delegate* unmanaged<int, void*, uint*, int>)Originals.Accept;
        var thread = HookedThread.Enter();
        if (thread == null)
            return original(fd, address, length);
        var descriptor = Descriptors.Lookup(fd);
        var start = Recorder.Begin(thread, BusyClass.Idle);
        return SocketRecorder.EndAccept(thread, descriptor, start, original(fd, address, length));
    }

    [UnmanagedCallersOnly]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static nint Send(int fd, void* buffer, nuint count, int flags)
    {
        var original = (delegate* unmanaged<int, void*, nuint, int, nint>)Originals.Send;
        var thread = HookedThread.Enter();
        if (thread == null)
            return original(fd, buffer, count, flags);
        var descriptor = Descriptors.Lookup(fd);
        var start = Recorder.Begin(thread, BusyClass.Network);
        var pendingBefore = SocketRecorder.BeginSend(descriptor, start);
        return SocketRecorder.EndSend(thread, descriptor, start, pendingBefore, original(fd, buffer, count, flags));
    }

    [UnmanagedCallersOnly]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static nint SendMsg(int fd, void* message, int flags)
    {
        var original = (delegate* unmanaged<int, void*, int, nint>)Originals.SendMsg;
        var thread = HookedThread.Enter();
        if (thread == null)
            return original(fd, message, flags);
        var descriptor = Descriptors.Lookup(fd);
        var start = Recorder.Begin(thread, BusyClass.Network);
        var pendingBefore = SocketRecorder.BeginSend(descriptor, start);
        return SocketRecorder.EndSend(thread, descriptor, start, pendingBefore, original(fd, message, flags));
    }

    [UnmanagedCallersOnly]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static nint Recv(int fd, void* buffer, nuint count, int flags)
    {
        var original = (delegate* unmanaged<int, void*, nuint, int, nint>)Originals.Recv;
        var thread = HookedThread.Enter();
        if (thread == null)
            return original(fd, buffer, count, flags);
        var descriptor = Descriptors.Lookup(fd);
        var start = Recorder.Begin(thread, Recorder.ReadClass(descriptor));
        return SocketRecorder.EndReceive(thread, descriptor, flags, start, original(fd, buffer, count, flags));
    }

    [UnmanagedCallersOnly]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static nint RecvMsg(int fd, void* message, int flags)
    {
        var original = (delegate* unmanaged<int, void*, int, nint>)Originals.RecvMsg;
        var thread = HookedThread.Enter();
        if (thread == null)
            return original(fd, message, flags);
        var descriptor = Descriptors.Lookup(fd);
        var start = Recorder.Begin(thread, Recorder.ReadClass(descriptor));
        return SocketRecorder.EndReceive(thread, descriptor, flags, start, original(fd, message, flags));
    }
}
