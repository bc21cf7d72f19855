using System.Runtime.CompilerServices;
using IoTrace.Probe.Native;

namespace IoTrace.Probe.Recording;

/// <summary>
/// How much of the time in one thread's calls it spends on a CPU. For every nth call of a class the thread's CPU clock is read before and
/// after; n follows the length of the calls, so that reading the clock costs a small part of the time that it measures.
/// </summary>
internal unsafe struct CpuSamples
{
    /// <summary>One sample for so much time in calls, in nanoseconds: reading the clock twice takes well under a microsecond, about 1 % of this.</summary>
    private const long TimeOfASample = 64_000;

    /// <summary>Calls that one sample stands for at most.</summary>
    private const int MostCalls = 128;

    /// <summary>What the clock itself adds to what it shows, in nanoseconds.</summary>
    private static long s_own;

    /// <summary>The thread's CPU clock at the start of the call that is under way, or 0 where it is not sampled.</summary>
    private long _before;

    /// <summary>Calls until the next sample, by class.</summary>
    private fixed int _left[HookedThread.Classes];

    /// <summary>Calls that the next sample stands for, by class.</summary>
    private fixed int _calls[HookedThread.Classes];

    /// <summary>Sampled time by class since the thread was first seen, each call counted for those that it stands for.</summary>
    public fixed long Time[HookedThread.Classes];

    /// <summary>The part of that on a CPU.</summary>
    public fixed long Cpu[HookedThread.Classes];

    /// <summary>Calls that the call that has just ended stands for; 0 where it was not sampled.</summary>
    public int TakenFor;

    /// <summary>What it spent on a CPU, in nanoseconds.</summary>
    public long TakenCpu;

    /// <summary>Finds out what the clock itself costs.</summary>
    public static void Calibrate()
    {
        const int rounds = 64;
        var least = long.MaxValue;
        for (var i = 0; i < rounds; i++)
        {
            var before = Libc.ThreadCpu();
            Libc.Now();
            Libc.Now();
            least = Math.Min(least, Libc.ThreadCpu() - before);
        }
        s_own = least;
    }

    /// <summary>A call begins: reads the clock if it is the nth.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Begin(BusyClass busyClass)
    {
        TakenFor = 0;
        if (--_left[(int)busyClass] <= 0)
            _before = Libc.ThreadCpu();
    }

    /// <summary>The work before the call, a search for its resource, is over: it does not count.</summary>
    public void Restart()
    {
        if (_before != 0)
            _before = Libc.ThreadCpu();
    }

    /// <summary>The call that began last has ended after so many nanoseconds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void End(BusyClass busyClass, long nanoseconds)
    {
        if (_before != 0)
            Take((int)busyClass, nanoseconds);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Take(int busyClass, long nanoseconds)
    {
        TakenCpu = Math.Clamp(Libc.ThreadCpu() - _before - s_own, 0, Math.Max(0, nanoseconds));
        TakenFor = Math.Max(1, _calls[busyClass]);
        _before = 0;
        Cpu[busyClass] += TakenFor * TakenCpu;
        Time[busyClass] += TakenFor * nanoseconds;
        _calls[busyClass] = _left[busyClass] = (int)Math.Clamp(TimeOfASample / Math.Max(1, nanoseconds), 1, MostCalls);
    }
}
