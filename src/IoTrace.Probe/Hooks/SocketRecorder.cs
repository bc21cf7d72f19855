using System.Runtime.CompilerServices;
using IoTrace.Probe.Native;
using IoTrace.Probe.Recording;

namespace IoTrace.Probe.Hooks;

/// <summary>Ends of the socket calls, with what makes a response: the last send and the first answer on a client connection.</summary>
internal static unsafe class SocketRecorder
{
    private const int SolSocket = 1;
    private const int SoError = 4;
    private const int MsgPeek = 2;
    private const int MsgErrorQueue = 0x2000;

    public static int EndConnect(HookedThread* thread, int fd, byte* address, uint length, long start, int result)
    {
        var errno = *thread->Errno;
        var nanoseconds = Recorder.Stop(thread, start);
        const ushort unspecified = 0;
        if (address != null && length >= sizeof(ushort) && *(ushort*)address != unspecified)
        {
            var generation = Volatile.Read(ref Descriptors.Generation);
            var resource = SocketAddress.Intern(ResourceKind.Client, address, Math.Min(length, SocketAddress.MaxSize));
            Descriptors.Assign(fd, generation, resource, ResourceKind.Client);
            if (result < 0 && errno == Libc.Einprogress)
                Descriptors.Lookup(fd)->ConnectStartedAt = start;
            else if (result >= 0 || !Recorder.IsRepeated(errno))
                Recorder.Add(thread, resource, Operation.Connect, start, nanoseconds, 0, result < 0 ? errno : 0);
        }
        Recorder.Leave(thread, errno);
        return result;
    }

    /// <summary>The runtime asks for SO_ERROR when a non-blocking connect has come to its end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void EndGetOption(HookedThread* thread, int fd, int level, int option, int* value, int result)
    {
        var errno = *thread->Errno;
        HookedThread.Use(thread);
        if (level == SolSocket && option == SoError && result == 0)
        {
            var descriptor = Descriptors.Lookup(fd);
            var started = descriptor->ConnectStartedAt;
            if (started != 0 && Interlocked.CompareExchange(ref descriptor->ConnectStartedAt, 0, started) == started)
            {
                var now = Libc.Now();
                // Not this thread's time: nobody blocks in a non-blocking connect.
                Aggregate.Add(ResourceTable.AggregateOf(Descriptors.ResourceOf(descriptor), Operation.Connect), now - started, 0, *value != 0);
                PendingResponses.Add(descriptor->Resource, started, now, toldUnderWay: true);
            }
        }
        Recorder.Leave(thread, errno);
    }

    public static int EndAccept(HookedThread* thread, Descriptor* listener, long start, int fd)
    {
        var errno = *thread->Errno;
        var nanoseconds = Recorder.Stop(thread, start);
        if (fd >= 0)
        {
            if (listener->Kind != ResourceKind.Server)
                MakeServer(listener);
            var resource = Descriptors.ResourceOf(listener);
            var generation = Volatile.Read(ref listener->Generation);
            Recorder.Add(thread, resource, Operation.Accept, start, nanoseconds, 0, 0);
            Descriptors.Assign(fd, generation, resource, ResourceKind.Server);
        }
        else if (!Recorder.IsRepeated(errno))
        {
            Recorder.Add(thread, Descriptors.ResourceOf(listener), Operation.Accept, start, nanoseconds, 0, errno);
        }
        Recorder.Leave(thread, errno);
        return fd;
    }

    /// <summary>
    /// Marks the start of a send before the call: the answer can be read by another thread before this one returns from it.
    /// Returns what was pending before.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long BeginSend(Descriptor* descriptor, long start) =>
        descriptor->Kind == ResourceKind.Client ? Interlocked.Exchange(ref descriptor->SentAt, start) : 0;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static nint EndSend(HookedThread* thread, Descriptor* descriptor, long start, long pendingBefore, nint result)
    {
        var errno = *thread->Errno;
        var nanoseconds = Recorder.Stop(thread, start);
        if (descriptor->Kind == ResourceKind.Client)
        {
            // Unless the answer is here already, it is awaited from the end of this send on.
            var pending = result > 0 ? start + nanoseconds : pendingBefore;
            var isUnanswered = Interlocked.CompareExchange(ref descriptor->SentAt, pending, start) == start;
            if (result > 0)
            {
                if (pendingBefore != 0 && start - pendingBefore >= Conversation.Apart && isUnanswered)
                    Conversation.SpeakAgain(descriptor, start - pendingBefore);
                descriptor->IsFull = false;
            }
            else if (result < 0 && errno == Libc.Eagain)
            {
                descriptor->IsFull = true;
            }
        }
        if (result >= 0 || !Recorder.IsRepeated(errno))
            Recorder.Add(thread, Descriptors.ResourceOf(descriptor), Operation.Send, start, nanoseconds, result, result < 0 ? errno : 0);
        Recorder.Leave(thread, errno);
        return result;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static nint EndReceive(HookedThread* thread, Descriptor* descriptor, int flags, long start, nint result)
    {
        var errno = *thread->Errno;
        var nanoseconds = Recorder.Stop(thread, start);
        var resource = Descriptors.ResourceOf(descriptor);
        if (result < 0)
        {
            if (!Recorder.IsRepeated(errno))
                Recorder.Add(thread, resource, Operation.Receive, start, nanoseconds, 0, errno);
            else if (errno == Libc.Eagain && (flags & MsgErrorQueue) == 0 && descriptor->Kind == ResourceKind.Client)
                AwaitedAnswers.Want(descriptor, start + nanoseconds);
        }
        else if ((flags & MsgErrorQueue) == 0)
        {
            var isWanting = descriptor->WantingSince != 0;
            // What is only looked at is there all the same: that is how the runtime waits before it takes a buffer.
            if (isWanting)
                AwaitedAnswers.EndWant(descriptor, start + nanoseconds, answered: result > 0);
            if ((flags & MsgPeek) == 0)
            {
                Recorder.Add(thread, resource, Operation.Receive, start, nanoseconds, result, 0);
                if (descriptor->SentAt != 0)
                    AwaitedAnswers.EndResponse(descriptor, start + nanoseconds, answered: result > 0);
                else if (!isWanting && descriptor->Kind == ResourceKind.Client)
                    AwaitedAnswers.EndReceive(descriptor, nanoseconds, answered: result > 0);
            }
        }
        Recorder.Leave(thread, errno);
        return result;
    }

    private static void MakeServer(Descriptor* listener)
    {
        listener->Kind = ResourceKind.Server;
        listener->IsRoleKnown = true;
        listener->Generation = 0;
        Descriptors.ResourceOf(listener);
    }
}
