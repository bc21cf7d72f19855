namespace IoTrace.Capture.Recording;

/// <summary>Kinds of blocks in a <c>.nettrace</c>. Values of version 6 of the format.</summary>
internal enum NetTraceBlock
{
    /// <summary>The end of the stream.</summary>
    End = 0,

    /// <summary>What the stream says of itself.</summary>
    Trace = 1,

    /// <summary>Events.</summary>
    Event = 2,

    /// <summary>Descriptions of events: provider, name, fields.</summary>
    Metadata = 3,

    /// <summary>Anything else; its content says nothing of memory or depth.</summary>
    Other = 4,
}
