using IoTrace.Analysis.Observations;
using Microsoft.Diagnostics.Tracing;

namespace IoTrace.Capture.Probe;

/// <summary>
/// Turns the events of the provider IoTrace-IO into records. A stream can be cut or foreign, so an event that does not fit
/// is null, not an exception.
/// </summary>
public static class ProbeEventReader
{
    private static readonly Dictionary<string, IoOperation> s_operations = Names<IoOperation>();
    private static readonly Dictionary<string, ProbeResourceKind> s_kinds = Names<ProbeResourceKind>();

    /// <summary>The record, or null when this is no event of the probe that this reader knows.</summary>
    public static ProbeEvent? TryRead(TraceEvent traceEvent)
    {
        ArgumentNullException.ThrowIfNull(traceEvent);
        return traceEvent.ProviderName == ProbeProvider.Name ? TryRead(traceEvent.EventName, new Payload(traceEvent)) : null;
    }

    internal static ProbeEvent? TryRead(string name, IProbePayload payload)
    {
        try
        {
            return Read(name, payload);
        }
        catch (Exception failure) when (failure is FormatException or InvalidCastException or IndexOutOfRangeException or ArgumentException or OverflowException or NullReferenceException)
        {
            return null;
        }
    }

    private static ProbeEvent? Read(string name, IProbePayload payload) => name switch
    {
        "Hello" => new ProbeHello(
            payload.Int(0), payload.Text(1) == "active", payload.Text(2), payload.Text(3).Split(' ', StringSplitOptions.RemoveEmptyEntries),
            payload.Text(4), payload.Text(5), payload.Long(6)),
        "Aggregate" => AggregateOf(payload),
        "Flush" => new ProbeFlush(
            payload.Long(0), payload.Long(1), payload.Long(2), payload.Int(3), payload.Int(4), payload.Int(5), payload.Int(6)),
        "Operation" => new ProbeSlowOperation(
            ResourceAt(payload, 0), OperationAt(payload, 2), payload.Long(3), payload.Long(4), payload.Int(5), payload.Long(6),
            payload.Int(7), payload.Text(8), payload.Text(9)),
        "Dropped" => new ProbeDropped(payload.Long(0), payload.Long(1), payload.Long(2), payload.Long(3), payload.Long(4)),
        "Interval" => IntervalOf(payload),
        "NetworkPending" => new ProbeNetworkPending(payload.Text(0), payload.Long(1), payload.Long(2), payload.Int(3)),
        "Pool" => new ProbePool(payload.Long(0), payload.Long(1), payload.Long(2)),
        _ => null,
    };

    private static ProbeAggregate AggregateOf(IProbePayload payload)
    {
        var sum = new ProbeAggregate(
            payload.Long(0), ResourceAt(payload, 1), OperationAt(payload, 3), payload.Long(4), payload.Long(5), payload.Long(6),
            payload.Long(7), LatencyHistogram.Parse(payload.Text(9), payload.Long(8)));
        // An older probe tells neither the period nor what was on a CPU.
        return payload.Count < 15
            ? sum
            : sum with
            {
                FromTimestamp = payload.Long(10),
                ToTimestamp = payload.Long(11),
                Samples = payload.Long(12),
                SampledNanoseconds = payload.Long(13),
                SampledCpuNanoseconds = payload.Long(14),
            };
    }

    private static ProbeInterval IntervalOf(IProbePayload payload)
    {
        var interval = new ProbeInterval(
            payload.Int(0), payload.Long(1), payload.Long(2), payload.Long(3), payload.Long(4), payload.Long(5), payload.Long(6),
            payload.Long(7), payload.Long(8), payload.Long(9), payload.Long(10));
        return payload.Count < 19 ? interval : interval with { CpuNanoseconds = [.. Enumerable.Range(11, 8).Select(payload.Long)] };
    }

    private static ProbeResource ResourceAt(IProbePayload payload, int index) =>
        new(s_kinds.GetValueOrDefault(payload.Text(index)), payload.Text(index + 1));

    private static IoOperation OperationAt(IProbePayload payload, int index) => s_operations.GetValueOrDefault(payload.Text(index));

    /// <summary>Enum members by the names in the events: WriteThrough is "write-through".</summary>
    private static Dictionary<string, TEnum> Names<TEnum>()
        where TEnum : struct, Enum =>
        Enum.GetValues<TEnum>().ToDictionary(
            value => string.Concat(value.ToString().Select((letter, index) =>
                char.IsUpper(letter) ? (index > 0 ? "-" : "") + char.ToLowerInvariant(letter) : letter.ToString())),
            StringComparer.Ordinal);

    private sealed class Payload(TraceEvent traceEvent) : IProbePayload
    {
        public int Count => traceEvent.PayloadNames.Length;

        public long Long(int index) => (long)traceEvent.PayloadValue(index);

        public int Int(int index) => (int)traceEvent.PayloadValue(index);

        public string Text(int index) => (string)traceEvent.PayloadValue(index);
    }
}
