using System.Globalization;

using IoTrace.Workloads.Os;

namespace IoTrace.Workloads.Measuring;

/// <summary>What a stretch of work cost. What is not known is null.</summary>
/// <param name="UserSeconds">Processor time in user mode.</param>
/// <param name="KernelSeconds">Processor time in the kernel.</param>
/// <param name="IoCalls">System calls that read or write (syscr and syscw of /proc/self/io); not opens, syncs and the like.</param>
/// <param name="PoolItems">Work items the thread pool completed.</param>
/// <param name="VoluntarySwitches">Context switches because a thread waited.</param>
/// <param name="InvoluntarySwitches">Context switches because a thread's time was up.</param>
public sealed record ResourceUse(
    double UserSeconds, double KernelSeconds, long? IoCalls, long? PoolItems, long VoluntarySwitches, long InvoluntarySwitches)
{
    private const int ReadCalls = 2;
    private const int WriteCalls = 3;

    // Reading the counters is reading too: what one look adds to the next is taken off. Always the same number.
    private static readonly Lazy<long?> CallsOfALook = new(() =>
    {
        // Once in vain: what is loaded and compiled for it must not count.
        _ = ReadIoCalls();
        return -ReadIoCalls() + ReadIoCalls();
    });

    public static ResourceUse None { get; } = new(0, 0, 0, 0, 0, 0);

    public double CpuSeconds => UserSeconds + KernelSeconds;

    /// <summary>What this process has used so far.</summary>
    public static ResourceUse Now()
    {
        var usage = OperatingSystem.IsLinux()
            ? LibC.UsageOfSelf()
            : new Rusage(Environment.CpuUsage.UserTime.TotalSeconds, Environment.CpuUsage.PrivilegedTime.TotalSeconds, 0, 0);
        return Of(usage, ReadIoCalls(), ThreadPool.CompletedWorkItemCount);
    }

    /// <summary>What all descendants that have ended have used so far.</summary>
    public static ResourceUse OfEndedChildren() => Of(OperatingSystem.IsLinux() ? LibC.UsageOfChildren() : default, null, null);

    public ResourceUse Plus(ResourceUse other) => new(
        UserSeconds + other.UserSeconds, KernelSeconds + other.KernelSeconds, IoCalls + other.IoCalls, PoolItems + other.PoolItems,
        VoluntarySwitches + other.VoluntarySwitches, InvoluntarySwitches + other.InvoluntarySwitches);

    public ResourceUse Since(ResourceUse before) => new(
        UserSeconds - before.UserSeconds, KernelSeconds - before.KernelSeconds, IoCalls - before.IoCalls - CallsOfALook.Value, PoolItems - before.PoolItems,
        VoluntarySwitches - before.VoluntarySwitches, InvoluntarySwitches - before.InvoluntarySwitches);

    private static ResourceUse Of(in Rusage usage, long? ioCalls, long? poolItems) =>
        new(usage.UserSeconds, usage.KernelSeconds, ioCalls, poolItems, usage.VoluntarySwitches, usage.InvoluntarySwitches);

    private static long? ReadIoCalls()
    {
        try
        {
            var lines = File.ReadAllLines("/proc/self/io");
            return Value(lines[ReadCalls]) + Value(lines[WriteCalls]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static long Value(string line) => long.Parse(line.AsSpan(line.IndexOf(':', StringComparison.Ordinal) + 1), NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture);
}
