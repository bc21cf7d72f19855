namespace IoTrace.Capture.Probe;

/// <summary>The fields of one event by position, wherever it was written.</summary>
internal interface IProbePayload
{
    long Long(int index);

    int Int(int index);

    string Text(int index);
}
