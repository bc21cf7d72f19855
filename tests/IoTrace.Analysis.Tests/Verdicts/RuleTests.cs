using IoTrace.Analysis.Tallies;
using IoTrace.Analysis.Verdicts;
using IoTrace.Analysis.Verdicts.Rules;

namespace IoTrace.Analysis.Tests.Verdicts;

/// <summary>The rules on given shares: what is on a threshold, and what is just past it.</summary>
public class RuleTests
{
    private const double Little = 1e-6;

    private static StateTimes Times(params ReadOnlySpan<(ThreadState State, double Share)> shares)
    {
        var times = new StateTimes();
        foreach (var (state, share) in shares)
        {
            times[state] = share;
        }

        return times;
    }

    private static WindowFeatures Window(double seconds = 5, StateTimes inCalls = default, IoVolume? volume = null) => new(inCalls, 1, 4, seconds, volume);

    private static IoVolume Volume(long calls = 0, long bytes = 0, double throttled = 0, double seconds = 5) => new(seconds, bytes, 0, calls, 0, 0, 0, throttled);

    private static Ruling Rule(StateTimes wall, WindowFeatures? window = null) => Judge.Rule(Features.Of(wall, window ?? Window()));

    private static Cause[] Causes(StateTimes wall, WindowFeatures? window = null) => [.. Rule(wall, window).Causes];

    private static double Share(Cause cause, StateTimes wall, WindowFeatures? window = null) => Judge.Rank(Features.Of(wall, window ?? Window())).Single(r => r.Cause == cause).Share;

    [Fact]
    public void Input_and_output_and_processing_are_mixed_near_even()
    {
        foreach (var (io, bound) in ((double, Bound)[])[(0.625, Bound.Io), (0.62, Bound.Io), (0.615, Bound.Mixed), (0.5, Bound.Mixed), (0.385, Bound.Mixed), (0.375, Bound.Cpu)])
        {
            Assert.Equal(bound, Rule(Times((ThreadState.FileRead, io), (ThreadState.CpuUser, 1 - io))).Bound);
        }
    }

    [Fact]
    public void Of_a_mixture_the_larger_cause_comes_first()
    {
        Assert.Equal([Cause.FileRead, Cause.CpuUser], Causes(Times((ThreadState.FileRead, 0.55), (ThreadState.CpuUser, 0.45))));
        Assert.Equal([Cause.CpuUser, Cause.FileRead], Causes(Times((ThreadState.FileRead, 0.45), (ThreadState.CpuUser, 0.55))));
        Assert.Equal([Cause.FileRead, Cause.CpuUser], Causes(Times((ThreadState.FileRead, 0.5), (ThreadState.CpuUser, 0.5))));
    }

    [Fact]
    public void Neither_has_to_be_more_than_both_together()
    {
        Assert.Equal(Bound.Io, Rule(Times((ThreadState.FileRead, 0.5), (ThreadState.Sleep, 0.5))).Bound);
        Assert.Equal(Bound.Neither, Rule(Times((ThreadState.FileRead, 0.5 - Little), (ThreadState.Sleep, 0.5 + Little))).Bound);
        Assert.Equal(Bound.Cpu, Rule(Times((ThreadState.FileRead, 0.1), (ThreadState.CpuUser, 0.4), (ThreadState.Lock, 0.5))).Bound);
    }

    [Fact]
    public void Too_much_that_is_unknown_leaves_nothing_to_say()
    {
        Assert.Equal(Bound.Io, Rule(Times((ThreadState.FileRead, 1 - Judge.TooMuchUnknown), (ThreadState.Unknown, Judge.TooMuchUnknown))).Bound);
        Assert.Equal(Bound.Unknown, Rule(Times((ThreadState.FileRead, 0.59), (ThreadState.Unknown, 0.41))).Bound);
        Assert.Equal(Bound.Unknown, Rule(default).Bound);
        Assert.Equal(Bound.Io, Rule(Times((ThreadState.FileRead, 0.5))).Bound);
        Assert.Equal(Bound.Unknown, Rule(Times((ThreadState.FileRead, 0.5 - Little))).Bound);
    }

    [Fact]
    public void Too_brief_a_window_and_looks_and_clocks_at_odds_leave_nothing_to_say()
    {
        var reads = Times((ThreadState.FileRead, 1));
        Assert.Equal(Bound.Io, Rule(reads, Window(Judge.TooBrief)).Bound);
        Assert.Equal(Bound.Unknown, Rule(reads, Window(Judge.TooBrief - Little)).Bound);
        Assert.Equal(Bound.Io, Rule(reads, Window() with { Disagreement = Judge.TooMuchDisagreement }).Bound);
        Assert.Equal(Bound.Unknown, Rule(reads, Window() with { Disagreement = Judge.TooMuchDisagreement + Little }).Bound);
    }

    [Fact]
    public void Idling_that_cannot_be_told_from_waiting_is_not_guessed()
    {
        var idle = Times((ThreadState.Idle, 1));
        Assert.Equal([Cause.Idle], Causes(idle));
        Assert.Equal(Bound.Unknown, Rule(idle, Window() with { TellsIdling = false }).Bound);
        Assert.Equal([Cause.Sleep], Causes(Times((ThreadState.Sleep, 1)), Window() with { TellsIdling = false }));
    }

    [Theory]
    [InlineData(ThreadState.FileRead, Cause.FileRead)]
    [InlineData(ThreadState.FileWrite, Cause.FileWrite)]
    [InlineData(ThreadState.FileSync, Cause.FileSync)]
    [InlineData(ThreadState.FileMetadata, Cause.FileMetadata)]
    [InlineData(ThreadState.Network, Cause.Network)]
    [InlineData(ThreadState.Pipe, Cause.Pipe)]
    [InlineData(ThreadState.CpuUser, Cause.CpuUser)]
    [InlineData(ThreadState.Gc, Cause.Gc)]
    [InlineData(ThreadState.Jit, Cause.Jit)]
    [InlineData(ThreadState.Lock, Cause.LockContention)]
    [InlineData(ThreadState.PoolQueue, Cause.ThreadPoolStarvation)]
    [InlineData(ThreadState.Runnable, Cause.CpuContention)]
    [InlineData(ThreadState.Sleep, Cause.Sleep)]
    [InlineData(ThreadState.Idle, Cause.Idle)]
    public void A_state_that_has_all_the_time_is_the_cause(ThreadState state, Cause cause)
    {
        Assert.Equal([cause], Causes(Times((state, 1))));
        Assert.Equal(1, Share(cause, Times((state, 1))), 9);
    }

    [Fact]
    public void Kernel_time_is_input_and_output_no_further_than_the_calls_and_bytes_can_be()
    {
        var kernel = Times((ThreadState.CpuKernel, 0.8), (ThreadState.CpuUser, 0.2));
        Assert.Equal(0, Share(Cause.CpuKernelIo, kernel), 9);
        // 100,000 calls of 3 microseconds and half a gigabyte at 1 GB/s, in 5 s.
        Assert.Equal((0.3 + 0.5) / 5, Share(Cause.CpuKernelIo, kernel, Window(volume: Volume(100_000, 500_000_000))), 9);
        Assert.Equal(0.8, Share(Cause.CpuKernelIo, kernel, Window(volume: Volume(100_000_000))), 9);
        Assert.Equal(0.2, Share(Cause.CpuUser, kernel, Window(volume: Volume(100_000_000))), 9);
        Assert.Equal(0, Share(Cause.CpuKernelIo, kernel, Window(volume: Volume(100_000, seconds: 0))), 9);
        // Writes count as reads do.
        Assert.Equal(0.06, Share(Cause.CpuKernelIo, kernel, Window(volume: new IoVolume(5, 0, 0, 40_000, 60_000, 0, 0, 0))), 9);
        Assert.Equal(0.1, Share(Cause.CpuKernelIo, kernel, Window(volume: new IoVolume(5, 200_000_000, 300_000_000, 0, 0, 0, 0, 0))), 9);
    }

    [Fact]
    public void Work_inside_calls_goes_with_the_wait_where_they_wait()
    {
        var half = Window(inCalls: Times((ThreadState.FileRead, 0.5)));
        // 0.2 of work in calls that wait for 0.6 goes with these.
        Assert.Equal(0.8, Share(Cause.FileRead, Times((ThreadState.FileRead, 0.6), (ThreadState.CpuUser, 0.4)), half), 9);
        Assert.Equal(0.2, Share(Cause.CpuUser, Times((ThreadState.FileRead, 0.6), (ThreadState.CpuUser, 0.4)), half), 9);
        // 0.45 of work in calls that wait for 0.1 does not: they only cost.
        Assert.Equal(0.1, Share(Cause.FileRead, Times((ThreadState.FileRead, 0.1), (ThreadState.CpuUser, 0.9)), half), 9);
        Assert.Equal(0.45, Share(Cause.CpuKernelIo, Times((ThreadState.FileRead, 0.1), (ThreadState.CpuUser, 0.9)), half), 9);
        // On the threshold, 0.4 of the work, they do not wait.
        Assert.Equal(0.16, Share(Cause.FileRead, Times((ThreadState.FileRead, 0.16), (ThreadState.CpuUser, 0.8)), half), 9);
    }

    [Fact]
    public void The_kernels_part_of_heavy_collecting_is_collecting()
    {
        Assert.Equal(0.5, Share(Cause.Gc, Times((ThreadState.Gc, 0.3), (ThreadState.CpuKernel, 0.2), (ThreadState.CpuUser, 0.5))), 9);
        Assert.Equal(0.5, Share(Cause.CpuUser, Times((ThreadState.Gc, 0.3), (ThreadState.CpuKernel, 0.2), (ThreadState.CpuUser, 0.5))), 9);
        // Not heavy: on a fifth of the processor time.
        Assert.Equal(0.2, Share(Cause.Gc, Times((ThreadState.Gc, 0.2), (ThreadState.CpuKernel, 0.3), (ThreadState.CpuUser, 0.5))), 9);
        // What the kernel does inside calls is not the collector's.
        Assert.Equal(0.3 + 0.2 - (0.25 * 0.7), Share(Cause.Gc, Times((ThreadState.Gc, 0.3), (ThreadState.CpuKernel, 0.2), (ThreadState.CpuUser, 0.5)), Window(inCalls: Times((ThreadState.FileRead, 0.25)))), 9);
    }

    [Fact]
    public void Kernel_time_that_input_and_output_takes_is_not_collecting_as_well()
    {
        var wall = Times((ThreadState.Gc, 0.3), (ThreadState.CpuUser, 0.3), (ThreadState.CpuKernel, 0.4));
        var window = Window(inCalls: Times((ThreadState.FileRead, 0.1)), volume: Volume(bytes: 2_500_000_000));
        Assert.Equal(0.4, Share(Cause.CpuKernelIo, wall, window), 9);
        Assert.Equal(0.3, Share(Cause.Gc, wall, window), 9);
        Assert.Equal(0.3, Share(Cause.CpuUser, wall, window), 9);
        // Half as much leaves the collector the rest.
        Assert.Equal(0.45, Share(Cause.Gc, wall, window with { Volume = Volume(bytes: 1_250_000_000) }), 9);
    }

    [Fact]
    public void The_causes_make_up_all_that_is_known_and_no_more_whatever_the_shares()
    {
        var random = new Random(8);
        for (var i = 0; i < 20_000; i++)
        {
            var (wall, inCalls) = (new StateTimes(), new StateTimes());
            foreach (var state in StateTimes.States)
            {
                wall[state] = random.Next(3) == 0 ? 0 : Math.Pow(random.NextDouble(), 3);
            }

            foreach (var state in WindowFeatures.IoStates)
            {
                inCalls[state] = random.Next(2) == 0 ? 0 : random.NextDouble() / 2;
            }

            var window = Window(inCalls: inCalls, volume: random.Next(3) == 0 ? null : Volume(random.Next(3_000_000), random.Next()));
            var features = Features.Of(wall.Normalised(), window with { OwnQueueOfRunnable = random.NextDouble() });
            var ranked = Judge.Rank(features);
            Assert.All(ranked, r => Assert.InRange(r.Share, 0, 1 + 1e-9));
            Assert.Equal(
                features.PlainCpu + features.Wall.Sum(ThreadState.Gc, ThreadState.Jit, ThreadState.Runnable) - features.CpuInWaitingCalls(),
                ranked.Where(r => r.Cause.BoundOf() == Bound.Cpu).Sum(r => r.Share), 9);
            Assert.Equal(1 - features.Wall[ThreadState.Unknown], ranked.Sum(r => r.Share), 9);
        }
    }

    [Fact]
    public void Free_input_and_output_saves_what_the_verdict_counts_as_such()
    {
        // Cached reads from native code: no stack shows a call, but 100,000 of them a second need the kernel.
        var wall = Times((ThreadState.CpuKernel, 0.6), (ThreadState.CpuUser, 0.4));
        var window = Window(volume: Volume(500_000, 2_000_000_000));
        Assert.Equal(0.6, Share(Cause.CpuKernelIo, wall, window), 9);
        Assert.Equal(0.6, WhatIfs.IoShare(Features.Of(wall, window)), 9);
        // Waits and the work inside the calls that wait go as well; and never more than there is.
        Assert.Equal(0.8, WhatIfs.IoShare(Features.Of(Times((ThreadState.FileRead, 0.6), (ThreadState.CpuUser, 0.4)), Window(inCalls: Times((ThreadState.FileRead, 0.5))))), 9);
        Assert.Equal(1, WhatIfs.IoShare(Features.Of(Times((ThreadState.FileRead, 0.6), (ThreadState.CpuKernel, 0.4)), Window(inCalls: Times((ThreadState.FileRead, 0.9), (ThreadState.FileWrite, 0.9)), volume: Volume(50_000_000)))), 9);
    }

    [Fact]
    public void Free_input_and_output_saves_what_queues_for_a_processor_after_it()
    {
        static double Saved(StateTimes wall, WindowFeatures? window = null) => WhatIfs.IoShare(new Features(wall, window ?? Window()));
        Assert.Equal(0.8, Saved(Times((ThreadState.Network, 0.6), (ThreadState.Runnable, 0.3), (ThreadState.CpuUser, 0.1))), 9);
        // As much of it as of the waits is input or output.
        Assert.Equal(0.4, Saved(Times((ThreadState.Network, 0.3), (ThreadState.Sleep, 0.3), (ThreadState.Runnable, 0.3), (ThreadState.CpuUser, 0.06), (ThreadState.Gc, 0.02), (ThreadState.Jit, 0.02))), 9);
        // Work queues by itself for as long as it takes, and a wait makes no thread queue for longer than it took.
        Assert.Equal(0.2, Saved(Times((ThreadState.Network, 0.2), (ThreadState.Runnable, 0.4), (ThreadState.CpuUser, 0.4))), 9);
        Assert.Equal(0.2, Saved(Times((ThreadState.Network, 0.1), (ThreadState.Runnable, 0.9))), 9);
        Assert.Equal(0, Saved(Times((ThreadState.Runnable, 1))), 9);
        // Neither a quota nor the process's own threads leave a thread behind for having waited.
        Assert.Equal(0.6, Saved(Times((ThreadState.Network, 0.6), (ThreadState.Runnable, 0.3), (ThreadState.CpuUser, 0.1)), Window(volume: Volume(throttled: 1))), 9);
        Assert.Equal(0.65, Saved(Times((ThreadState.Network, 0.6), (ThreadState.Runnable, 0.3), (ThreadState.CpuUser, 0.1)), Window() with { OwnQueueOfRunnable = 0.5 }), 9);
    }

    [Fact]
    public void Neighbours_starve_from_half_of_the_time_and_a_quota_from_a_third()
    {
        var quota = Window(volume: Volume(throttled: 1));
        foreach (var (runnable, window, cause) in ((double, WindowFeatures, Cause)[])[
            (0.5, Window(), Cause.CpuUser), (0.51, Window(), Cause.CpuContention), (0.34, quota, Cause.CpuUser), (0.36, quota, Cause.CpuContention)])
        {
            Assert.Equal([cause], Causes(Times((ThreadState.Runnable, runnable), (ThreadState.CpuUser, 1 - runnable)), window));
        }

        Assert.False(CpuContentionRule.HeldBackByQuota(Window(volume: Volume(throttled: 0.25))));
        Assert.True(CpuContentionRule.HeldBackByQuota(Window(volume: Volume(throttled: 0.26))));
        Assert.False(CpuContentionRule.HeldBackByQuota(Window(volume: Volume(throttled: 1, seconds: 0))));
        Assert.False(CpuContentionRule.HeldBackByQuota(Window()));
        // Collecting and compiling are work as well.
        Assert.Equal([Cause.Gc], Causes(Times((ThreadState.Runnable, 0.5), (ThreadState.Gc, 0.4), (ThreadState.Jit, 0.1))));
    }

    [Fact]
    public void Starved_work_does_not_hide_what_is_waited_for_longer()
    {
        // Processing and its waiting are less than the reads, and less than the sleep.
        Assert.Equal([Cause.FileRead], Causes(Times((ThreadState.Runnable, 0.3), (ThreadState.CpuUser, 0.1), (ThreadState.FileRead, 0.6))));
        Assert.Equal([Cause.Sleep], Causes(Times((ThreadState.Runnable, 0.3), (ThreadState.CpuUser, 0.1), (ThreadState.Sleep, 0.6))));
        Assert.Equal([Cause.CpuContention], Causes(Times((ThreadState.Runnable, 0.4), (ThreadState.CpuUser, 0.15), (ThreadState.Sleep, 0.45))));
    }

    [Fact]
    public void What_own_threads_keep_waiting_is_work()
    {
        var wall = Times((ThreadState.Runnable, 0.5), (ThreadState.CpuUser, 0.3), (ThreadState.CpuKernel, 0.1), (ThreadState.Jit, 0.1));
        var own = Features.Of(wall, Window() with { OwnQueueOfRunnable = 0.6 });
        Assert.Equal(0.2, own.Wall[ThreadState.Runnable], 9);
        Assert.Equal(0.48, own.Wall[ThreadState.CpuUser], 9);
        Assert.Equal(0.16, own.Wall[ThreadState.CpuKernel], 9);
        Assert.Equal(0.16, own.Wall[ThreadState.Jit], 9);
        Assert.Equal(0.5, own.RunQueue, 9);
        // With a quota more processors are there: it is not the threads' number.
        var held = Features.Of(wall, Window(volume: Volume(throttled: 1)) with { OwnQueueOfRunnable = 0.6 });
        Assert.Equal(0.5, held.Wall[ThreadState.Runnable], 9);
        // Where nothing runs there is no work to add it to.
        Assert.Equal(1, Features.Of(Times((ThreadState.Runnable, 1)), Window() with { OwnQueueOfRunnable = 0.6 }).Wall[ThreadState.Runnable], 9);
    }

    [Fact]
    public void The_network_is_inferred_where_more_than_half_of_it_is()
    {
        Assert.False((Window() with { InferredOfNetwork = 0.5 }).NetworkIsInferred);
        Assert.True((Window() with { InferredOfNetwork = 0.51 }).NetworkIsInferred);
    }

    [Fact]
    public void Rulings_are_the_same_whatever_the_order_of_their_causes()
    {
        var ruling = new Ruling(Bound.Mixed, [Cause.Gc, Cause.Network]);
        Assert.True(ruling.Same(new Ruling(Bound.Mixed, [Cause.Network, Cause.Gc])));
        Assert.False(ruling.Same(new Ruling(Bound.Mixed, [Cause.Network, Cause.Jit])));
        Assert.False(ruling.Same(new Ruling(Bound.Io, [Cause.Network, Cause.Gc])));
    }
}
