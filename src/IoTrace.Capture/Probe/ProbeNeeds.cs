using System.Globalization;

using IoTrace.Capture.Targets;

namespace IoTrace.Capture.Probe;

/// <summary>
/// What a target must have to spare for the probe. Each figure is a multiple of what was measured with .NET 10: what the runtime cannot
/// get while it loads a startup hook ends the process, and the target goes on taking its own share meanwhile.
/// </summary>
internal static class ProbeNeeds
{
    /// <summary>Twelve are needed: the runtime keeps each assembly open that the probe is the first to use, and a socket for each session.</summary>
    private const int Descriptors = 32;

    /// <summary>One is the probe's, one each session's; the runtime's own compiler may want another.</summary>
    private const int Threads = 8;

    /// <summary>The probe's tables and its compiled code; the runtime reserves addresses in large pieces.</summary>
    private const long AddressSpace = 256 << 20;

    private const long Memory = 48 << 20;

    /// <summary>What is too little; null when everything is enough or has no limit.</summary>
    public static ProbeAvailability.Unavailable? Missing(ProcessRoom room) => room switch
    {
        { Descriptors: < Descriptors } => Short(
            $"has {Text(room.Descriptors)} file descriptors left and the probe needs {Descriptors}", "raise its limit of open files"),
        { Threads: < Threads } => Short(
            $"may start {Text(room.Threads)} more threads and the probe needs {Threads}", "raise the limit of processes of its user (ulimit -u) or its control group (pids.max)"),
        { AddressSpace: < AddressSpace } => Short(
            $"may take {Megabytes(room.AddressSpace)} more of address space and the probe needs {Megabytes(AddressSpace)}", "raise its limit of address space (ulimit -v)"),
        { Memory: < Memory } => Short(
            $"may take {Megabytes(room.Memory)} more memory and the probe needs {Megabytes(Memory)}", "raise the memory limit of its control group"),
        _ => null,
    };

    private static ProbeAvailability.Unavailable Short(string what, string remedy) =>
        new("the target " + what, remedy + ", or profile without --probe");

    private static string Text(long? number) => Math.Max(0, number ?? 0).ToString("N0", CultureInfo.InvariantCulture);

    private static string Megabytes(long? bytes) => Text(bytes >> 20) + " MB";
}
