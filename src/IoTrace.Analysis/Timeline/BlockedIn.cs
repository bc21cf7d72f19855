using IoTrace.Analysis.Observations;

namespace IoTrace.Analysis.Timeline;

/// <summary>What a thread is blocked in.</summary>
internal readonly record struct BlockedIn(
    ThreadState State, Activity Activity, ResourceId Resource, ulong StackPointer, StackId Stack)
{
    /// <summary>Whether it is a wait in no call that the probe would count: of a native library, or for a page of a mapped file.</summary>
    public bool Uncounted { get; init; }

    public static BlockedIn Of(in ThreadMoment moment) =>
        new(moment.State, moment.Activity, moment.Resource, moment.StackPointer, moment.Stack) { Uncounted = moment.Uncounted };
}

/// <summary>Looks at a thread that is blocked in one thing.</summary>
/// <param name="Fresh">How many of them are independent of the look before.</param>
/// <param name="OnPath">Of how much of them the process as a whole had the thread's cause.</param>
internal readonly record struct BlockedLooks(int Looks, int Fresh, double OnPath);

/// <summary>Time blocked in one thing.</summary>
/// <param name="OnPath">Seconds of it that the process as a whole waited, its share where several threads stood for it.</param>
/// <param name="Looks">In how many looks it was found so.</param>
/// <param name="Fresh">How many of these are independent of the look before.</param>
internal readonly record struct Blocked(double Seconds, double OnPath, int Looks, int Fresh)
{
    public static Blocked operator +(in Blocked a, in Blocked b) => new(a.Seconds + b.Seconds, a.OnPath + b.OnPath, a.Looks + b.Looks, a.Fresh + b.Fresh);
}
