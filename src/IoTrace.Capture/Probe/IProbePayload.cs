namespace IoTrace.Capture.Probe;

/// <summary>The fields of one event by position, wherever it was written.</summary>
internal interface IProbePayload
{
    /// <summary>How many there are.</summary>
    int Count { get; }

    long Long(int index);

    int Int(int index);

    string Text(int index);
}
