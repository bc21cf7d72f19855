using System.Diagnostics.Tracing;
using System.Globalization;
using Microsoft.Diagnostics.NETCore.Client;

namespace IoTrace.Capture.Probe;

/// <summary>The EventPipe provider to ask for; enabling it is what activates the probe in the target.</summary>
public static class ProbeProvider
{
    public const string Name = "IoTrace-IO";

    /// <summary>What this reader understands; the probe's event source has the same.</summary>
    public const int ProtocolVersion = 1;

    private const long AllKeywords = 0x1F;

    /// <summary>The single slow operations.</summary>
    private const long Operations = 0x2;

    /// <summary>No event has this keyword; a session with it gets only those that have none, hello and the end of a flush.</summary>
    private const long NoKeywords = 0x1000;

    public static EventPipeProvider Create(ProbeOptions options) => Create(options, AllKeywords);

    /// <summary>Everything but the single operations: for a session without stacks, beside one with <see cref="CreateOperations"/>.</summary>
    public static EventPipeProvider CreateSums(ProbeOptions options) => Create(options, AllKeywords & ~Operations);

    /// <summary>
    /// The single operations alone, for a session with stacks. The probe goes by the options that it was given last: they have to be
    /// those of the other session.
    /// </summary>
    public static EventPipeProvider CreateOperations(ProbeOptions options) => Create(options, Operations);

    private static EventPipeProvider Create(ProbeOptions options, long keywords)
    {
        ArgumentNullException.ThrowIfNull(options);
        var arguments = new Dictionary<string, string>
        {
            ["PeriodMilliseconds"] = Text(options.Period.TotalMilliseconds),
            ["IntervalMilliseconds"] = Text(options.Interval.TotalMilliseconds),
            ["ThresholdMicroseconds"] = Text(options.Threshold.TotalMicroseconds),
            ["OperationsPerSecond"] = Text(options.OperationsPerSecond),
            ["MaxResources"] = Text(options.MaxResources),
        };
        if (options.FinalFile is { } finalFile)
            arguments["FinalFile"] = finalFile;
        return new EventPipeProvider(Name, EventLevel.Informational, keywords, arguments);
    }

    /// <summary>A second session with this makes the probe send everything it holds to the sessions that listen.</summary>
    internal static EventPipeProvider CreateFlush() =>
        new(Name, EventLevel.Informational, NoKeywords, new Dictionary<string, string> { ["Flush"] = "1" });

    private static string Text(double value) => ((long)value).ToString(CultureInfo.InvariantCulture);
}
