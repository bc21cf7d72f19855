using IoTrace.Probe.Native;
using IoTrace.Probe.Recording;

namespace IoTrace.Probe.Hooks;

/// <summary>Ends of the in-kernel copies: the target gets the operation, the source gets it again as copy-source.</summary>
internal static unsafe class CopyRecorder
{
    public static nint End(HookedThread* thread, Descriptor* from, Descriptor* to, long start, nint result)
    {
        var errno = *thread->Errno;
        var nanoseconds = Recorder.Stop(thread, start);
        if (result >= 0 || !Recorder.IsRepeated(errno))
        {
            Recorder.Add(thread, Descriptors.ResourceOf(to), Operation.Copy, start, nanoseconds, result, result < 0 ? errno : 0);
            Aggregate.Add(ResourceTable.AggregateOf(Descriptors.ResourceOf(from), Operation.CopySource), nanoseconds, result, result < 0);
        }
        Recorder.Leave(thread, errno);
        return result;
    }

    /// <summary>A file sent to a socket; one that would block and says so counts on neither side.</summary>
    public static nint EndSend(HookedThread* thread, Descriptor* from, Descriptor* to, long start, long pendingBefore, nint result)
    {
        var errno = *thread->Errno;
        HookedThread.Use(thread);
        if (result >= 0 || !Recorder.IsRepeated(errno))
            Aggregate.Add(ResourceTable.AggregateOf(Descriptors.ResourceOf(from), Operation.CopySource), Libc.Now() - start, result, result < 0);
        *thread->Errno = errno;
        return SocketRecorder.EndSend(thread, to, start, pendingBefore, result);
    }

    /// <summary>A clone moves no bytes through the call; that it is not supported is no error of the program.</summary>
    public static int EndClone(HookedThread* thread, Descriptor* from, Descriptor* to, long start, int result)
    {
        var errno = *thread->Errno;
        var nanoseconds = Recorder.Stop(thread, start);
        if (result >= 0)
        {
            Recorder.Add(thread, Descriptors.ResourceOf(to), Operation.Copy, start, nanoseconds, 0, 0);
            Aggregate.Add(ResourceTable.AggregateOf(Descriptors.ResourceOf(from), Operation.CopySource), nanoseconds, 0, failed: false);
        }
        Recorder.Leave(thread, errno);
        return result;
    }
}
