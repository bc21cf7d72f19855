namespace IoTrace.Analysis.Tests.Made;

/// <summary>Walks along a thread's life and adds up what the kernel would have counted. For times that do not go back.</summary>
internal sealed class TotalsCursor(MadeThread thread, bool queueToldLate)
{
    private int index;
    private long onCpu;
    private long runQueue;
    private double kernel;
    private long timeslices;
    private bool before;

    public Totals At(long now)
    {
        while (index < thread.Life.Count && thread.Life[index].End <= now)
        {
            var done = thread.Life[index++];
            timeslices += done.OnCpu && !before ? 1 : 0;
            before = done.OnCpu;
            var length = done.End - done.Start;
            onCpu += done.OnCpu ? length : 0;
            kernel += done.OnCpu ? length * done.Step.Kernel : 0;
            runQueue += done.Step.Queued ? length : 0;
        }

        if (index == thread.Life.Count)
        {
            return new Totals(onCpu, runQueue, (long)kernel, timeslices);
        }

        var present = thread.Life[index];
        var part = present.Until(now);
        return new Totals(
            onCpu + (present.OnCpu ? part : 0),
            runQueue + (present.Step.Queued && !queueToldLate ? part : 0),
            (long)(kernel + (present.OnCpu ? part * present.Step.Kernel : 0)),
            timeslices + (present.OnCpu && !before ? 1 : 0));
    }
}
