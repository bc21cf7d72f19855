using System.Collections.Concurrent;

using IoTrace.Analysis.Observations;

namespace IoTrace.Capture.Runtime;

/// <summary>
/// Turns a source that calls back into one that can be pulled from, so that several can be merged by time. The source runs on a
/// thread of its own, at most a few batches ahead.
/// </summary>
internal static class PushToPull
{
    private const int BatchSize = 256;
    private const int BatchesAhead = 2;

    /// <summary>
    /// Runs <paramref name="push"/> and delivers what it emits. What it throws comes out of the enumeration. When the
    /// enumeration is left early, the callback throws <see cref="OperationCanceledException"/> inside the source.
    /// </summary>
    public static IEnumerable<Observation> Run(Action<Action<Observation>> push)
    {
        using var batches = new BlockingCollection<List<Observation>>(BatchesAhead);
        using var abandoned = new CancellationTokenSource();
        Exception? failure = null;
        var thread = DeepThread.Start(() =>
        {
            var batch = new List<Observation>(BatchSize);
            try
            {
                push(observation =>
                {
                    batch.Add(observation);
                    if (batch.Count == BatchSize)
                    {
                        batches.Add(batch, abandoned.Token);
                        batch = new List<Observation>(BatchSize);
                    }
                });
            }
            catch (OperationCanceledException) when (abandoned.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // Whatever the source throws is thrown again on the enumerating thread.
            catch (Exception e)
#pragma warning restore CA1031
            {
                failure = e;
            }

            TryAdd(batches, batch, abandoned.Token);
            batches.CompleteAdding();
        });
        try
        {
            foreach (var batch in batches.GetConsumingEnumerable())
            {
                foreach (var observation in batch)
                {
                    yield return observation;
                }
            }

            if (failure is not null)
            {
                System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
            }
        }
        finally
        {
            abandoned.Cancel();
            thread.Join();
        }
    }

    private static void TryAdd(BlockingCollection<List<Observation>> batches, List<Observation> batch, CancellationToken token)
    {
        try
        {
            batches.Add(batch, token);
        }
        catch (OperationCanceledException)
        {
            // Nobody reads any more.
        }
    }
}
