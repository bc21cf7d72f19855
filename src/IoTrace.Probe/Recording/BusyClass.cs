namespace IoTrace.Probe.Recording;

/// <summary>Where a thread's time in I/O calls goes in the per-interval summaries.</summary>
internal enum BusyClass : byte
{
    FileRead,
    FileWrite,

    /// <summary>Syncs and write-through writes.</summary>
    FileSync,
    FileMetadata,

    /// <summary>In-kernel copies.</summary>
    FileCopy,
    Network,

    /// <summary>Pipes and terminals.</summary>
    Pipe,

    /// <summary>A server waiting for connections or requests: not a wait for anything slow.</summary>
    Idle,
}
