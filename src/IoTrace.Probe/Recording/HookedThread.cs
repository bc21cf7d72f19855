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

    /// <summary>0 outside the hooks, otherwise the epoch at entry: memory retired in it or later must not be freed.</summary>
    public int InsideSince;
    public int Tid;

    /// <summary>A thread of the runtime that waits for ever by design; its calls are passed on unseen.</summary>
    public bool IsIgnored;
    public int* Errno;
    public HookedThread* Next;

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

    /// <summary>Marks the thread as inside a hook; null when it already is (the probe's own I/O).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HookedThread* Enter()
    {
        var state = t_state;
        if (state == null)
            state = Create();
        if (state->InsideSince != 0 | state->IsIgnored)
            return null;
        state->InsideSince = Epoch;
        return state;
    }

    /// <summary>Passes the calling thread's calls on unseen from now on.</summary>
    public static void IgnoreThis()
    {
        var state = t_state;
        if (state == null)
            state = Create();
        state->IsIgnored = true;
    }

    public static HookedThread* First => (HookedThread*)Volatile.Read(ref s_head);

    /// <summary>Takes a dead thread's state out of the list and frees it. Only the flusher calls this.</summary>
    public static void Remove(HookedThread* previous, HookedThread* dead)
    {
        if (previous == null)
            return; // The head competes with new threads; it goes when another one is in front of it.
        previous->Next = dead->Next;
        NativeMemory.AlignedFree(dead);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static HookedThread* Create()
    {
        var errno = Libc.ErrnoLocation();
        var savedErrno = *errno;
        var size = (nuint)sizeof(HookedThread);
        var state = (HookedThread*)NativeMemory.AlignedAlloc(size, 64);
        NativeMemory.Clear(state, size);
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
