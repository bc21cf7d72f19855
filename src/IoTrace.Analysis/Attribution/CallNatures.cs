using System.Runtime.InteropServices;

using IoTrace.Analysis.Observations;
using IoTrace.Analysis.Tallies;

namespace IoTrace.Analysis.Attribution;

/// <summary>
/// Tells a wait from a copy: an operation on a resource whose calls are blocked for longer than they are on a CPU waits. Its work on a CPU
/// then belongs to the wait, because it is done to wait and to be woken; that of a call that mostly runs is a copy, unless it does far more than copying takes.
/// Waiting for a CPU says nothing of either.
/// </summary>
/// <remarks>
/// What would be left of an operation with its data in memory is <see cref="MemoryCost"/>: so much a call, so much a byte, and never more
/// than the operation spends on a CPU now. All else in the calls goes when the storage does.
/// </remarks>
internal sealed class CallNatures(MemoryCost memory, CallTimes times)
{
    /// <summary>The share on a CPU from which on a call runs rather than waits: more of it is one than the other.</summary>
    private const double MostlyRuns = 0.5;

    /// <summary>
    /// A call that runs is a copy only if memory alone would cost at least this part of its time on a CPU. One that works for four times as long works
    /// for its storage: a file system in user mode, a journal. Chosen: writing to the page cache of a disk costs two to three times as much as memory.
    /// </summary>
    private const double Copies = 0.25;

    /// <summary>Past this many operations on resources the rest counts by the operation alone.</summary>
    private const int MostKeys = 20_000;

    private readonly Dictionary<(ResourceKind Kind, string Name, IoOperation Operation), Sum> sums = [];
    private readonly HashSet<(string Name, ThreadState State)> counted = [];
    private Dictionary<ThreadState, CallNature>? natures;
    private double memoryOfCopies = 1;
    private bool overflown;

    /// <summary>Whether the probe counted anything.</summary>
    public bool Any => sums.Count > 0;

    /// <summary>How often it counted reading and writing.</summary>
    public double DataCalls { get; private set; }

    /// <summary>What would be left of calls that mostly run with the data in memory, as a part of their time on a CPU; 0 to 1.</summary>
    public double MemoryOfCopies
    {
        get
        {
            natures ??= Build();
            return memoryOfCopies;
        }
    }

    public void Take(OperationsCounted told, double part)
    {
        if (told.Operation is IoOperation.CopySource or IoOperation.Response or IoOperation.Rest || part <= 0)
        {
            return;
        }

        DataCalls += told.Operation is IoOperation.Read or IoOperation.Write or IoOperation.WriteThrough ? part * told.Count : 0;
        var key = (told.Kind, told.Name, told.Operation);
        overflown |= sums.Count >= MostKeys && !sums.ContainsKey(key);
        key = overflown && !sums.ContainsKey(key) ? key with { Name = "" } : key;
        ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(sums, key, out _);
        sum = new Sum(sum.Seconds + (part * told.Total.Seconds), sum.Memory + (part * memory.Seconds(told.Operation, told.Count, told.Bytes)), sum.Cpu + told.Cpu);
        if (!overflown)
        {
            counted.Add((told.Name, StateOf(told.Kind, told.Operation)));
        }

        natures = null;
    }

    /// <summary>Whether calls of this kind on this file are among those that the probe counts; others are made by native libraries.</summary>
    public bool Counts(string name, ThreadState state) => overflown || counted.Contains((name, state));

    /// <summary>What the calls are that are this state when they wait.</summary>
    public CallNature Of(ThreadState state) => (natures ??= Build()).GetValueOrDefault(state, CallNature.Unknown);

    private static ThreadState StateOf(ResourceKind kind, IoOperation operation) => kind is ResourceKind.Socket or ResourceKind.Listener
        ? ThreadState.Network
        : kind == ResourceKind.File && operation == IoOperation.Copy ? ThreadState.FileRead
        : OperationTally.StateOf(kind, operation);

    private Dictionary<ThreadState, CallNature> Build()
    {
        var found = new Dictionary<ThreadState, CallNature>();
        var (copies, left) = (0.0, 0.0);
        foreach (var state in sums.GroupBy(s => StateOf(s.Key.Kind, s.Key.Operation)))
        {
            var usual = state.Aggregate(default(CpuSample), (sum, s) => sum + s.Value.Cpu).Share;
            var (cpuOfWaits, cpu, offOfWaits, off, seconds, kept) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
            foreach (var (_, sum) in state)
            {
                if ((sum.Cpu.Share ?? usual) is not { } share)
                {
                    continue;
                }

                var onCpu = share * sum.Seconds;
                cpu += onCpu;
                off += sum.Seconds - onCpu;
                var ready = times.QueuedPart(state.Key);
                if (share < MostlyRuns * (share + ((1 - share) * (1 - ready))) || sum.Memory < Copies * onCpu)
                {
                    cpuOfWaits += onCpu;
                    offOfWaits += sum.Seconds - onCpu;
                    seconds += sum.Seconds;
                    kept += Math.Min(onCpu, sum.Memory);
                }
                else
                {
                    copies += onCpu;
                    left += Math.Min(onCpu, sum.Memory);
                }
            }

            if (cpu + off > 0)
            {
                found[state.Key] = new CallNature(cpu > 0 ? cpuOfWaits / cpu : 1, off > 0 ? offOfWaits / off : 1, seconds > 0 ? kept / seconds : 0);
            }
        }

        memoryOfCopies = copies > 0 ? left / copies : 1;
        return found;
    }

    private readonly record struct Sum(double Seconds, double Memory, CpuSample Cpu);
}
