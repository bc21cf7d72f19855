using System.Globalization;

namespace IoTrace.Testing;

/// <summary>
/// The processor time that went to others than this process and the children it has waited for, since <see cref="Begin"/>.
/// Source: <c>/proc/stat</c> and <c>/proc/self/stat</c>, both in clock ticks.
/// </summary>
public sealed class NeighbourLoad
{
    private readonly ProcStat _machine;
    private readonly long _own;

    private NeighbourLoad()
    {
        _machine = ProcStat.Read();
        _own = Own();
    }

    public static NeighbourLoad Begin() => new();

    /// <summary>The share of all processors, 0 to 1. A child that still runs counts as a neighbour.</summary>
    public double Share()
    {
        var now = ProcStat.Read();
        var (busy, idle) = (now.Busy - _machine.Busy, now.Idle - _machine.Idle);
        return busy + idle == 0 ? 0 : Math.Max(0, busy - (Own() - _own)) / (double)(busy + idle);
    }

    /// <summary>The part of that share that the hypervisor gave to other machines; 0 where it does not tell.</summary>
    public double Stolen()
    {
        var now = ProcStat.Read();
        var all = now.Busy + now.Idle - _machine.Busy - _machine.Idle;
        return all == 0 ? 0 : (now.Stolen - _machine.Stolen) / (double)all;
    }

    /// <summary>Fields 14 to 17: user and system time, its own and of the children that it has waited for.</summary>
    private static long Own()
    {
        var stat = File.ReadAllText("/proc/self/stat");
        return stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[11..15].Sum(field => long.Parse(field, CultureInfo.InvariantCulture));
    }
}
