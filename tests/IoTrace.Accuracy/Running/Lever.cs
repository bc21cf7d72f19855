namespace IoTrace.Accuracy.Running;

/// <summary>What is done to a program to see what its run time hangs on.</summary>
internal enum Lever
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The disk grants half as much.</summary>
    Disk,

    /// <summary>The processors work at half their speed.</summary>
    Cpu,

    /// <summary>The peer takes twice as long.</summary>
    Peer,

    /// <summary>Disk and peer cost nothing: files in memory, no throttle, answers at once.</summary>
    Free,

    /// <summary>What the program computes takes half as many steps; all else stays.</summary>
    HalfSteps,
}
