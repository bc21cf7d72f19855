namespace IoTrace.Capture.Targets;

/// <summary>
/// The start of a runtime that nobody holds back. One that is asked for events in the middle of it ends with SIGSEGV now and then (10.0.12;
/// 33 of 900 on a busy machine).
/// </summary>
internal static class RuntimeStart
{
    /// <summary>What no program is without. One in a single file loads it too, but not in a way that can be seen from outside.</summary>
    private const string FirstLibrary = "System.Runtime.dll";

    /// <summary>The thread that a runtime makes when it is nearly there.</summary>
    private const string LateThread = ".NET Finalizer";

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(2);

    /// <summary>From the late thread on to the program's first instruction; some 30 ms on a calm machine.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(500);

    /// <summary>A runtime that waits for somebody to let it go can be asked, and does not get on before it is.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    /// <summary>Waits until the start is over, the process is gone, or so much time has passed that it is being held.</summary>
    public static async Task WaitAsync(int pid, TimeProvider time)
    {
        for (var from = time.GetTimestamp(); time.GetElapsedTime(from) < Longest && ProcessFacts.Exists(pid) && !IsOver(pid);)
        {
            await Task.Delay(Poll, time).ConfigureAwait(false);
        }
    }

    /// <summary>Whether the program itself runs.</summary>
    public static bool IsOver(int pid) => ProcessFacts.HasLoaded(pid, FirstLibrary) || ProcessFacts.ThreadAge(pid, LateThread) > Rest;
}
