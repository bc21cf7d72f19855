using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using IoTrace.Probe.Native;

namespace IoTrace.Probe.Recording;

/// <summary>
/// What the probe knows of one thread, in native memory, written by that thread alone and read by the flusher. Threads the
/// runtime has never seen get one too. Reclaimed by the flusher after the kernel has forgotten the thread.
/// </summary>
[StructLayout(LayoutKind.Sequential, Size = 512)]
internal unsafe struct HookedThread
{
    public const int Classes = (int)BusyClass.Idle + 1;

    [ThreadStatic]
    private static HookedThread* t_state;

    private static nint s_head;

    /// <summary>0 while the thread uses no table, otherwise the epoch in which it began to: a table retired in it or later must stay.</summary>
    public int InsideSince;
    public int Tid;

    /// <summary>A thread of the runtime that waits for ever by design; its calls are passed on unseen.</summary>
    public bool IsIgnored;
    public int* Errno;
    public HookedThread* Next;

    /// <summary>Generation of the resource that a call keeps from before it until after it.</summary>
    public int KeptIn;

    /// <summary>Start of the call that is under way, or 0.</summary>
    public long CallStart;
    public BusyClass CallClass;

    /// <summary>Completed time by class since the thread was first seen.</summary>
    public fixed long Busy[Classes];

    /// <summary>The CPU samples of its calls.</summary>
    public CpuSamples Samples;

    /// <summary>The flusher's own: what it has reported by class, and how many rounds saw nothing new.</summary>
    public fixed long Reported[Classes];

    /// <summary>The flusher's own: the CPU samples that it has reported.</summary>
    public fixed long ReportedTime[Classes];
    public fixed long ReportedCpu[Classes];

    /// <summary>The flusher's own: the share of the calls on a CPU as last known.</summary>
    public fixed double CpuShare[Classes];
    public int QuietRounds;

    /// <summary>Epoch of the lifecycle, raised with each rotation; never 0.</summary>
    public static int Epoch = 1;

    /// <summary>The calling thread's record; null where it is inside the probe already, or where there is no memory for one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HookedThread* Enter()
    {
        var state = t_state;
        if (state == null)
            state = Create();
        return state == null || state->InsideSince != 0 | state->IsIgnored ? null : state;
    }

    /// <summary>Marks a thread that has been entered as using a table; what it was marked with before.</summary>
    public static int Use(HookedThread* thread)
    {
        var before = thread->InsideSince;
        if (before == 0)
            thread->InsideSince = Epoch;
        return before;
    }

    /// <summary>The record of a thread that has been entered.</summary>
    public static HookedThread* Current => t_state;

    /// <summary>Lowest epoch in which a thread began to use a table that still does; the largest number when none does.</summary>
    public static int OldestInside()
    {
        var oldest = int.MaxValue;
        for (var thread = First; thread != null; thread = thread->Next)
        {
            var since = Volatile.Read(ref thread->InsideSince);
            if (since != 0 && since < oldest)
                oldest = since;
        }
        return oldest;
    }

    /// <summary>Passes the calling thread's calls on unseen from now on.</summary>
    public static void IgnoreThis()
    {
        var state = t_state;
        if (state == null)
            state = Create();
        if (state != null)
            state->IsIgnored = true;
    }

    public static HookedThread* First => (HookedThread*)Volatile.Read(ref s_head);

    /// <summary>Takes a dead thread's state out of the list and frees it. Only the flusher calls this.</summary>
    public static void Remove(HookedThread* previous, HookedThread* dead)
    {
        if (previous == null)
            return; // The head competes with new threads; it goes when another one is in front of it.
        previous->Next = dead->Next;
        Libc.Free(dead);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static HookedThread* Create()
    {
        var errno = Libc.ErrnoLocation();
        var savedErrno = *errno;
        var state = (HookedThread*)Libc.Allocate(sizeof(HookedThread));
        if (state == null)
            return null;
        state->Tid = Libc.Gettid();
        state->Errno = errno;
        state->IsIgnored = Libc.IsThreadNamed(".NET SigHandler"u8);
        nint head;
        do
        {
            head = Volatile.Read(ref s_head);
            state->Next = (HookedThread*)head;
        }
        while (Interlocked.CompareExchange(ref s_head, (nint)state, head) != head);
        t_state = state;
        *errno = savedErrno;
        return state;
    }
}
