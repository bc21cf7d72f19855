using IoTrace.Analysis.Attribution;
using IoTrace.Analysis.Timeline;

namespace IoTrace.Analysis.Tests.Timeline;

/// <summary>The time in calls within the kernel's totals.</summary>
public sealed class CallLedgerTests
{
    [Fact]
    public void Whatever_is_told_no_part_is_more_than_the_kernel_has_and_nothing_is_lost()
    {
        var random = new Random(7);
        for (var i = 0; i < 2000; i++)
        {
            var (cpu, queue, off) = (random.NextDouble(), random.NextDouble() * random.Next(2), random.NextDouble() * random.Next(2));
            var (seconds, onCpu) = (new StateTimes(), new StateTimes());
            foreach (var state in WaitStates.All)
            {
                seconds[state] = random.Next(2) * random.NextDouble() / 2;
                onCpu[state] = seconds[state] * random.NextDouble();
            }

            var nature = new CallNature(random.NextDouble(), random.NextDouble(), 0);
            var ledger = CallLedger.Of(new CallUse(seconds, onCpu), cpu, queue, off, random.NextDouble(), _ => nature);
            Assert.InRange(ledger.Cpu, 0, cpu + 1e-9);
            Assert.InRange(ledger.Queue, 0, queue + 1e-9);
            Assert.InRange(ledger.Off, 0, off + 1e-9);
            Assert.InRange(ledger.Copied, 0, ledger.Cpu + 1e-9);
            Assert.Equal(ledger.Cpu + ledger.Queue + ledger.Off, ledger.Work.Total + ledger.Blocked.Total, 9);
            Assert.Equal(Math.Min(onCpu.Total, cpu) + seconds.Total - onCpu.Total, ledger.Work.Total + ledger.Blocked.Total + ledger.Owed.Total, 9);
        }
    }

    [Fact]
    public void A_call_that_mostly_waits_has_its_work_and_its_waits_for_a_cpu_and_a_copy_has_not()
    {
        var calls = new CallUse(new StateTimes { [ThreadState.FileSync] = 0.8 }, new StateTimes { [ThreadState.FileSync] = 0.2 });
        var waits = CallLedger.Of(calls, cpu: 0.3, queue: 0.2, off: 0.5, afterWaits: 1, _ => new CallNature(1, 1, 0));
        Assert.Equal(0.8, waits.Work[ThreadState.FileSync] + waits.Blocked[ThreadState.FileSync], 9);
        var copies = CallLedger.Of(calls, cpu: 0.3, queue: 0.2, off: 0.5, afterWaits: 1, _ => new CallNature(0, 0, 0));
        Assert.Equal(0.2, copies.Work[ThreadState.CpuKernel], 9);
        Assert.Equal(0.2, copies.Copied, 9);
        Assert.Equal(0, copies.Work[ThreadState.FileSync], 9);
    }

    [Fact]
    public void Turns_that_are_too_short_to_have_been_cut_off_began_with_the_end_of_a_wait()
    {
        Assert.Equal(0.9, new QueueAfterWaits().Part(onCpu: 0.1, offCpu: 0.1, count: 1000), 9);
        Assert.Equal(0, new QueueAfterWaits().Part(onCpu: 0.1, offCpu: 0.1, count: 25), 9);
        // Nobody counts turns.
        Assert.Equal(0.25, new QueueAfterWaits().Part(onCpu: 0.3, offCpu: 0.1, count: 0), 9);
    }
}
