namespace IoTrace.Capture.Keeping;

/// <summary>What the tool tells its keeper: the first of three numbers.</summary>
internal enum KeeperMessage
{
    /// <summary>The tool runs.</summary>
    Alive,

    /// <summary>A session has begun: its number, its target's process id, and its connection.</summary>
    Begun,

    /// <summary>A session is over: its number.</summary>
    Over,

    /// <summary>A gate is there: the number of its descriptor in the tool.</summary>
    Gate,
}
