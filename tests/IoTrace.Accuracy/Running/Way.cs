namespace IoTrace.Accuracy.Running;

/// <summary>How the tool comes to the program, and with which evidence.</summary>
internal enum Way
{
    /// <summary>Launched, with the probe.</summary>
    LaunchProbe,

    /// <summary>Launched, without the probe.</summary>
    Launch,

    /// <summary>Attached to, without the probe.</summary>
    Attach,

    /// <summary>Attached to, with the probe.</summary>
    AttachProbe,

    /// <summary>Attached to, without the probe and without the system calls that threads are blocked in: as by an ordinary user under Yama.</summary>
    AttachHidden,

    /// <summary>What dotnet-trace collects of a running program by default: the runtime's events and stacks alone.</summary>
    NetTrace,
}
