namespace IoTrace.Capture.Targets;

/// <summary>Where several wait until all are ready: the gate opens for all at once.</summary>
/// <param name="count">How many will come.</param>
/// <param name="start">Is done when the last one has come.</param>
internal sealed class StartLine(int count, Action start)
{
    private readonly TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int missing = count;

    /// <summary>One more is here; completes with the start.</summary>
    public Task ArriveAsync()
    {
        if (Interlocked.Decrement(ref missing) == 0)
        {
            start();
            started.SetResult();
        }

        return started.Task;
    }
}
