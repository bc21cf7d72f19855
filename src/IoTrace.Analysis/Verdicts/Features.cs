using IoTrace.Analysis.Attribution;
using IoTrace.Analysis.Observations;
using IoTrace.Analysis.Results;
using IoTrace.Analysis.Tallies;
using IoTrace.Analysis.Timeline;

namespace IoTrace.Analysis.Verdicts;

/// <summary>What the rules judge by. The wall-clock shares vary from replicate to replicate; the rest is of the whole window.</summary>
/// <param name="Wall">Shares of the wall clock; sum 1. For the rules as <see cref="Of"/> makes them.</param>
/// <param name="Window">Facts of the whole window.</param>
internal readonly record struct Features(StateTimes Wall, WindowFeatures Window)
{
    /// <summary>
    /// An I/O call waits, rather than only costs processor time, when it is blocked for at least this much of the processor time it
    /// takes. A page-cache copy is blocked for next to nothing, an fsync on a fast disk for about as long as it computes.
    /// </summary>
    private const double WaitsFrom = 0.4;

    /// <summary>
    /// What the rules judge by, from the shares as they were measured. Waiting for a processor that the process's own threads keep busy
    /// is part of their work, and divides as that does: less work or more processors would help, quieter neighbours would not.
    /// </summary>
    public static Features Of(StateTimes measured, WindowFeatures window)
    {
        var queue = measured[ThreadState.Runnable];
        var own = queue * window.OwnShareOfQueue;
        var work = measured.Sum(ThreadState.CpuUser, ThreadState.CpuKernel, ThreadState.Jit);
        if (own > 0 && work > 0)
        {
            measured[ThreadState.Runnable] = queue - own;
            foreach (var state in (ReadOnlySpan<ThreadState>)[ThreadState.CpuUser, ThreadState.CpuKernel, ThreadState.Jit])
            {
                measured[state] *= 1 + (own / work);
            }
        }

        return new Features(measured, window) { RunQueue = queue };
    }

    /// <summary>The share of the wall clock that waits for a processor as it was measured, whoever is the cause.</summary>
    public double RunQueue { get; init; }

    /// <summary>Share of the wall clock on a processor for the program itself, in either mode.</summary>
    public double PlainCpu => Wall[ThreadState.CpuUser] + Wall[ThreadState.CpuKernel];

    /// <summary>
    /// Share of the wall clock of processor work inside I/O calls that do wait: it belongs to that input or output, because it
    /// goes away with it.
    /// </summary>
    public double CpuInWaitingCalls(ThreadState state) => Waits(state) ? CpuInCalls(state) : 0;

    /// <summary>The same over all states.</summary>
    public double CpuInWaitingCalls()
    {
        var sum = 0.0;
        foreach (var state in WindowFeatures.IoStates)
        {
            sum += CpuInWaitingCalls(state);
        }

        return sum;
    }

    /// <summary>Share of the wall clock of processor work inside I/O calls that hardly ever wait.</summary>
    public double CpuInPlainCalls()
    {
        var sum = 0.0;
        foreach (var state in WindowFeatures.IoStates)
        {
            sum += Waits(state) ? 0 : CpuInCalls(state);
        }

        return sum;
    }

    /// <summary>Share of the wall clock that copies in counted calls that mostly run.</summary>
    public double Copied => Wall[ThreadState.CpuKernel] * Window.CopiedOfKernel;

    /// <summary>
    /// Share of the wall clock of processor work inside I/O calls, by the state such a call is blocked in, as stacks tell. Where calls are
    /// counted the work in them is in the wall clock already.
    /// </summary>
    public double CpuInCalls(ThreadState state) => Window.CallsCounted ? 0 : PlainCpu * Window.ShareInCalls[state] / Math.Max(1, Window.ShareInCalls.Total);

    /// <summary>
    /// Whether calls that block in this state do wait. The wall clock tells: writers of one file block each other, and the process
    /// gets on with whoever has its turn.
    /// </summary>
    private bool Waits(ThreadState state) => Wall[state] > WaitsFrom * CpuInCalls(state);
}

/// <summary>Facts of the whole window.</summary>
/// <param name="ShareInCalls">
/// The share of the program's processor time inside I/O calls, by the state such a call is blocked in, of that which the wall clock
/// counts; 0 to 1.
/// </param>
/// <param name="ProcessorsUsed">Processors kept busy on average.</param>
/// <param name="Processors">Processors that the process may use; null where unknown.</param>
/// <param name="Seconds">Length of the window.</param>
/// <param name="Volume">Bytes and calls; null where the system did not tell.</param>
internal sealed record WindowFeatures(
    StateTimes ShareInCalls, double ProcessorsUsed, int? Processors, double Seconds, IoVolume? Volume)
{
    /// <summary>
    /// With this share of the processors idle, nobody has to wait for want of one. Chosen: below it the blame passes to the neighbours by
    /// degrees, so that no verdict turns on this number alone.
    /// </summary>
    private const double Roomy = 0.2;

    /// <summary>More than this of a wait is most of it.</summary>
    private const double Half = 0.5;

    /// <summary>The facts of a span from what was added up over it.</summary>
    public static WindowFeatures Of(BudgetTally budget, CallSites sites, StackSurvey survey, RecordingFacts facts, IoVolume? volume)
    {
        var time = budget.ThreadTime();
        var seconds = budget.Slices.Sum(s => s.Seconds);
        var busy = Busy(time);
        return new WindowFeatures(
            sites.ShareInCalls, seconds > 0 ? busy / seconds : 0, facts.Processors, seconds, volume)
        {
            TellsIdling = survey.TellsIdling,
            Calls = CallFacts.Of(survey.Natures, facts.MemoryCost ?? MemoryCost.Typical, volume),
            InferredOfNetwork = Part(s => s.Doubts.Of(ThreadState.Network), ThreadState.Network),
            OwnQueueOfRunnable = Part(s => s.OwnQueue, ThreadState.Runnable),
            IoOfPoolQueue = Part(s => s.IoQueue, ThreadState.PoolQueue),
            CopiedOfKernel = Part(s => s.Copied, ThreadState.CpuKernel),
            InferredOfFiles = Ratio(budget.Slices.Sum(s => s.Parts.InferredCalls * s.Seconds), budget.Slices.Sum(s => WaitStates.OfFiles(s.WallClock) * s.Seconds)),
            Queued = seconds > 0 ? time[ThreadState.Runnable] / seconds : 0,
            UsedByOthersOfOwn = UsedWhileQueued(budget, busy, seconds),
            Disagreement = seconds > 0 ? budget.Threads.Where(t => t.Key != UnseenTime.Thread && !t.Value.Role.IsService()).Select(t => Math.Abs(t.Value.Disagreement)).DefaultIfEmpty().Max() / seconds : 0,
        };

        double Part(Func<WallParts, double> part, ThreadState state) =>
            Ratio(budget.Slices.Sum(s => part(s.Parts) * s.Seconds), budget.Slices.Sum(s => s.WallClock[state] * s.Seconds));
    }

    /// <summary>What is known of the I/O calls.</summary>
    public CallFacts Calls { get; init; } = CallFacts.None;

    /// <summary>Whether the probe counted them.</summary>
    public bool CallsCounted => Calls.Counted;

    /// <summary>The part of the wall clock's kernel work that copies in counted calls that mostly run; 0 to 1.</summary>
    public double CopiedOfKernel { get; init; }

    /// <summary>The part of the wall clock's waiting for files that is inferred: work and waits for a CPU in calls that nobody counts; 0 to 1.</summary>
    public double InferredOfFiles { get; init; }

    /// <summary>The part of the wall clock's waiting in the pool's queue for workers that input or output keeps; 0 to 1.</summary>
    public double IoOfPoolQueue { get; init; }

    /// <summary>Whether idling can be told from awaiting an answer without a thread.</summary>
    public bool TellsIdling { get; init; } = true;

    /// <summary>The part of the wall clock's waiting for the network that is inferred from peers being there; 0 to 1.</summary>
    public double InferredOfNetwork { get; init; }

    /// <summary>Whether most of what is said to be the network is inferred, rather than told by a call, an event or the probe.</summary>
    public bool NetworkIsInferred => InferredOfNetwork > Half;

    /// <summary>The part of the wall clock's run-queue time that the process's own threads cause by their number; 0 to 1.</summary>
    public double OwnQueueOfRunnable { get; init; }

    /// <summary>The part of it that is the process's own doing; 0 to 1. None where a quota holds it back: more processors are there.</summary>
    public double OwnShareOfQueue => Rules.CpuContentionRule.HeldBackByQuota(this) ? 0 : Math.Max(OwnQueueOfRunnable, QueuedBehindItself);

    /// <summary>Threads of the process that wait for a processor, on average.</summary>
    public double Queued { get; init; }

    /// <summary>Processors that the process's other threads keep busy on average while one waits.</summary>
    public double UsedByOthersOfOwn { get; init; }

    /// <summary>
    /// The part of the run-queue time that its own threads cause although there are processors enough: the kernel at times leaves a thread
    /// behind the one that woke it while another processor idles. A thread waits behind whoever runs, its own process's or another, in
    /// proportion to what they have of the processors, and behind its own for no longer than these run. Where no processor idles
    /// neighbours are to blame for what <see cref="OwnQueueOfRunnable"/> does not explain.
    /// </summary>
    private double QueuedBehindItself
    {
        get
        {
            if (Queued <= 0 || UsedByOthersOfOwn <= 0 || Processors is not > 0 || Volume?.OthersBusy is not { } neighbours)
            {
                return 0;
            }

            var idle = Math.Clamp((1 - ((ProcessorsUsed + neighbours) / Processors.Value)) / Roomy, 0, 1);
            var longest = Math.Max(1, Queued) * UsedByOthersOfOwn / Queued;
            return idle * Math.Min(UsedByOthersOfOwn / (UsedByOthersOfOwn + neighbours), longest);
        }
    }

    /// <summary>
    /// The largest share of the window for which looks and clocks disagree on whether a thread ran. Of threads that no look has caught
    /// there are only clocks, and of services only the looks that find them running.
    /// </summary>
    public double Disagreement { get; init; }

    public static IReadOnlyList<ThreadState> IoStates { get; } =
    [
        ThreadState.FileRead, ThreadState.FileWrite, ThreadState.FileSync, ThreadState.FileMetadata, ThreadState.Network, ThreadState.Pipe,
    ];

    /// <summary>What the other threads used, weighed by how long each thread waited for a processor; without the thread that serves the profiler, as in all budgets.</summary>
    private static double UsedWhileQueued(BudgetTally budget, double busy, double seconds)
    {
        var (queued, weighed) = (0.0, 0.0);
        foreach (var thread in budget.Threads.Values.Where(t => t.Role != ThreadRole.Observer))
        {
            queued += thread.Seconds[ThreadState.Runnable];
            weighed += thread.Seconds[ThreadState.Runnable] * Math.Max(0, busy - Busy(thread.Seconds));
        }

        return queued > 0 && seconds > 0 ? weighed / queued / seconds : 0;
    }

    private static double Busy(in StateTimes time) => time.Sum(ThreadState.CpuUser, ThreadState.CpuKernel, ThreadState.Gc, ThreadState.Jit);

    private static double Ratio(double part, double whole) => whole > 0 ? Math.Min(1, part / whole) : 0;
}
