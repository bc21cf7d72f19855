using System.Globalization;

using IoTrace.Analysis.Observations;

using Microsoft.Diagnostics.Tracing;
using Microsoft.Diagnostics.Tracing.Parsers;

namespace IoTrace.Capture.Runtime;

/// <summary>The runtime's counters that no event tells: the length of the pool's queue, and the work it got done.</summary>
internal sealed class CounterTranslator(DynamicTraceEventParser parser, EventClock clock, Action<Observation> emit)
{
    public void Subscribe() => parser.AddCallbackForProviderEvent(Providers.Counters, "EventCounters", OnCounters);

    private void OnCounters(TraceEvent e)
    {
        if (e.PayloadValue(0) is not IDictionary<string, object> outer || outer["Payload"] is not IDictionary<string, object> counter)
        {
            return;
        }

        switch (counter["Name"])
        {
            case "threadpool-queue-length":
                emit(new PoolQueueSampled(clock.Of(e), Number(counter, "Mean")));
                break;
            case "threadpool-completed-items-count":
                emit(new PoolItemsCompleted(clock.Of(e), Number(counter, "Increment")));
                break;
        }
    }

    private static long Number(IDictionary<string, object> counter, string field) =>
        counter.TryGetValue(field, out var value) ? (long)Convert.ToDouble(value, CultureInfo.InvariantCulture) : 0;
}
