namespace IoTrace.Probe.Events;

/// <summary>Reads the activity that is current on this thread.</summary>
internal interface IActivityReader
{
    /// <summary>Null where there is none.</summary>
    (string? Name, string? Id)? Read();
}
