using System.Runtime.CompilerServices;
using IoTrace.Probe.Native;
using IoTrace.Probe.Recording;

namespace IoTrace.Probe.Hooks;

/// <summary>Begins and ends of the calls that list a directory; its time is gathered at the descriptor until closedir.</summary>
internal static unsafe class DirectoryRecorder
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static nint EndOpen(HookedThread* thread, byte* path, nint directory)
    {
        if (thread == null)
            return directory;
        var errno = *thread->Errno;
        var start = thread->CallStart;
        var nanoseconds = Recorder.Stop(thread, start);
        var generation = Volatile.Read(ref Descriptors.Generation);
        var resource = Descriptors.Intern(ResourceKind.File, PathRecorder.Name(path));
        if (directory != 0)
        {
            var fd = Libc.Dirfd((void*)directory);
            Descriptors.Assign(fd, generation, resource, ResourceKind.File);
            Descriptors.Lookup(fd)->ListNanoseconds = nanoseconds;
        }
        else
        {
            Recorder.Add(thread, resource, Operation.List, start, nanoseconds, 0, errno);
        }
        Recorder.Leave(thread, errno);
        return directory;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Descriptor* BeginRead(HookedThread* thread, void* directory)
    {
        if (thread == null)
            return null;
        var descriptor = Descriptors.Lookup(Libc.Dirfd(directory));
        thread->Samples.Restart();
        thread->CallStart = Libc.Now();
        return descriptor;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static nint EndRead(HookedThread* thread, Descriptor* descriptor, nint result)
    {
        if (thread == null)
            return result;
        var errno = *thread->Errno;
        descriptor->ListNanoseconds += Recorder.Stop(thread, thread->CallStart);
        Recorder.Leave(thread, errno);
        return result;
    }

    /// <summary>The directory's resource, as a number, and the nanoseconds that its listing has taken so far.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static (nint Resource, long Listed) BeginClose(HookedThread* thread, void* directory)
    {
        if (thread == null)
            return default;
        var fd = Libc.Dirfd(directory);
        var descriptor = Descriptors.Lookup(fd);
        thread->KeptIn = Volatile.Read(ref descriptor->Generation);
        var found = ((nint)descriptor->Resource, descriptor->ListNanoseconds);
        Descriptors.Forget(fd);
        thread->Samples.Restart();
        thread->CallStart = Libc.Now();
        return found;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int EndClose(HookedThread* thread, Resource* resource, long listed, int result)
    {
        if (thread == null)
            return result;
        var errno = *thread->Errno;
        var start = thread->CallStart;
        var nanoseconds = listed + Recorder.Stop(thread, start);
        // A sample of the closing alone tells nothing of the listing.
        thread->Samples.TakenFor = 0;
        Recorder.Add(thread, Descriptors.Kept(thread, resource), Operation.List, start, nanoseconds, 0, result < 0 ? errno : 0);
        Recorder.Leave(thread, errno);
        return result;
    }
}
