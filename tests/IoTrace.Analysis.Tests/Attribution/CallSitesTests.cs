using IoTrace.Analysis.Tests.Made;

using static IoTrace.Analysis.Tests.Made.Judged;

namespace IoTrace.Analysis.Tests.Attribution;

public class CallSitesTests
{
    private static double Seconds(Diagnosis diagnosis, ThreadState state, string frame) =>
        diagnosis.CallSites.Where(s => s.State == state && s.Frames[0] == frame).Sum(s => s.Seconds);

    [Fact]
    public void Waiting_and_computing_go_to_the_code_that_does_them()
    {
        var diagnosis = new RecordingBuilder(1, Noise.Levels[1]).Main(Do.Sync(7), Do.Compute(3)).Diagnose();
        Near(3.5, Seconds(diagnosis, ThreadState.FileSync, "App.OrderStore.Append(Order)"), 0.25);
        Near(1.5, Seconds(diagnosis, ThreadState.CpuUser, "App.PriceModel.Inner()"), 0.25);
        Assert.Contains("fsync) on /srv/orders.log, called from App.OrderStore.Append(Order)", diagnosis.Verdict.Summary, StringComparison.Ordinal);
        Assert.Contains("`/srv/orders.log`", diagnosis.Advice[0].Title + diagnosis.Advice[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_depth_of_the_stack_tells_one_site_from_another()
    {
        var seldom = Do.Read(12) with { StackPointer = 0x111, Stack = [.. Do.Read(1).Stack.Select(f => f.Replace("Catalog.Lookup", "Seldom.Look", StringComparison.Ordinal))] };
        var diagnosis = new RecordingBuilder(2, Noise.Levels[1]).Main(Do.Read(36), seldom).Diagnose();
        Near(3.75, Seconds(diagnosis, ThreadState.FileRead, "App.Catalog.Lookup(Int64)"), 0.3);
        Near(1.25, Seconds(diagnosis, ThreadState.FileRead, "App.Seldom.Look(Int64)"), 0.3);
    }

    [Fact]
    public void A_site_whose_waits_are_too_short_for_its_depth_to_be_learnt_keeps_its_time()
    {
        var seldom = Do.Read(3) with { StackPointer = 0x111, Stack = [.. Do.Read(1).Stack.Select(f => f.Replace("Catalog.Lookup", "Seldom.Look", StringComparison.Ordinal))] };
        var diagnosis = new RecordingBuilder(2, Noise.Levels[1]).Main(Do.Read(9), seldom).Diagnose();
        Near(3.75, Seconds(diagnosis, ThreadState.FileRead, "App.Catalog.Lookup(Int64)"), 0.35);
        Near(1.25, Seconds(diagnosis, ThreadState.FileRead, "App.Seldom.Look(Int64)"), 0.35);
    }

    [Fact]
    public void Where_the_depth_is_hidden_the_stacks_that_fit_the_state_share_the_time()
    {
        var diagnosis = new RecordingBuilder(3, Noise.Levels[1]).Main(Do.Read(6) with { StackPointer = 0 }, Do.Compute(4)).Diagnose();
        Near(3, Seconds(diagnosis, ThreadState.FileRead, "App.Catalog.Lookup(Int64)"), 0.25);
        Assert.Equal(0, Seconds(diagnosis, ThreadState.FileRead, "App.PriceModel.Inner()"));
    }

    [Fact]
    public void Work_inside_a_call_that_never_waits_goes_to_that_call()
    {
        var diagnosis = new RecordingBuilder(4, Noise.Levels[1]).Main(Do.CopyCached(8), Do.Compute(2)).Diagnose();
        Near(3.6, Seconds(diagnosis, ThreadState.CpuKernel, "App.Copier.Copy()"), 0.5);
        Near(1, Seconds(diagnosis, ThreadState.CpuUser, "App.PriceModel.Inner()"), 0.5);
        Assert.Equal(Cause.CpuKernelIo, diagnosis.Cause());
    }

    [Fact]
    public void Waiting_for_a_processor_after_a_call_goes_to_that_call()
    {
        var diagnosis = new RecordingBuilder(4, Noise.Levels[1]).Main(Do.Sync(5), Do.Queue(4) with { Stack = Do.Sync(1).Stack }, Do.Compute(1)).Diagnose();
        Near(1.8, Seconds(diagnosis, ThreadState.Runnable, "App.OrderStore.Append(Order)"), 0.3);
        Near(0.2, Seconds(diagnosis, ThreadState.Runnable, "App.PriceModel.Inner()"), 0.2);
    }

    [Fact]
    public void Writers_of_one_file_that_block_each_other_are_bound_by_the_copying()
    {
        // Blocked for 0.44 of their processor time, but whoever has the file meanwhile copies, or waits for a processor that the others have.
        var write = Do.Write(2.2);
        var builder = new RecordingBuilder(4, Noise.Levels[1]).On(2).Main(Do.Wait(10_000)).Volume(50_000, 4_000_000_000);
        for (var thread = 101; thread <= 104; thread++)
        {
            builder.Thread(thread, ".NET TP Worker", Do.CopyCached(5) with { Stack = write.Stack }, Do.Queue(3.5) with { Stack = write.Stack }, write);
        }

        var diagnosis = builder.Diagnose();
        Assert.InRange(diagnosis.ThreadTime[ThreadState.FileWrite], 0.4 * diagnosis.ThreadTime[ThreadState.CpuKernel], diagnosis.ThreadTime[ThreadState.CpuKernel]);
        Assert.Equal(Cause.CpuKernelIo, diagnosis.Cause());
    }

    [Fact]
    public void Kernel_work_that_so_few_calls_cannot_be_is_none_of_theirs() =>
        // 1,500 lines a second are a few milliseconds of a processor; the rest is page faults and the like.
        Assert.Equal(Cause.CpuUser, new RecordingBuilder(4, Noise.Levels[1]).Main(Do.Compute(10, kernel: 0.6)).Volume(1500, 300_000).Diagnose().Cause());

    [Fact]
    public void Work_inside_a_call_that_waits_belongs_to_the_wait()
    {
        var working = Do.Sync(3) with { Call = SystemCallKind.Running, Kernel = 1, StackPointer = 0, Resource = null };
        var diagnosis = new RecordingBuilder(5, Noise.Levels[1]).Main(Do.Sync(4), working, Do.Compute(3)).Diagnose();
        // 40 % waits and 30 % works inside the same call: without that call 70 % would be gone.
        Assert.Equal(Cause.FileSync, diagnosis.Cause());
        Near(0.7, diagnosis.CauseShares[0].Share, 0.06);
        Near(0.7, diagnosis.Bounds.IfIoWereFree!.WallReduction, 0.06);
    }

    [Fact]
    public void Work_inside_calls_that_nobody_waits_for_could_not_shorten_anything()
    {
        var working = Do.Sync(5) with { Call = SystemCallKind.Running, Kernel = 1, StackPointer = 0, Resource = null };
        var diagnosis = new RecordingBuilder(5, Noise.Levels[1]).Main(Do.Compute(10)).Thread(101, "writer", Do.Sync(5), working).Diagnose();
        Near(0, diagnosis.Bounds.IfIoWereFree!.WallReduction, 0.01);
        Assert.Equal(Cause.CpuUser, diagnosis.Cause());
        // The same where main waits for it.
        var awaited = new RecordingBuilder(5, Noise.Levels[1]).Main(Do.Wait(10_000)).Thread(101, "writer", Do.Sync(5), working).Diagnose();
        Near(1, awaited.Bounds.IfIoWereFree!.WallReduction, 0.05);
    }

    [Fact]
    public void A_pool_worker_without_stacks_is_taken_to_have_done_what_the_others_did()
    {
        var diagnosis = new RecordingBuilder(6, Noise.OfTheSampler).Main(Do.Wait(1000))
            .Thread(101, ".NET TP Worker", Do.Read(10))
            .Thread(102, ".NET TP Worker", 1.12, 1.53, Do.Read(10) with { StackPointer = 0x99 })
            .Diagnose();
        Near(5.4, Seconds(diagnosis, ThreadState.FileRead, "App.Catalog.Lookup(Int64)"), 0.1);
    }

    [Fact]
    public void Call_sites_never_have_more_than_the_budget()
    {
        for (var seed = 1; seed <= 4; seed++)
        {
            var diagnosis = new RecordingBuilder(seed, Noise.Levels[seed - 1]).Lasting(3)
                .Main(Do.Sync(4), Do.CopyCached(3), Do.Compute(3), Do.Queue(1)).Thread(101, "b", Do.Lock(5), Do.Read(2), Do.Compile(1)).Diagnose();
            foreach (var state in StateTimes.States)
            {
                var sites = diagnosis.Stacks.Where(s => s.State == state).Sum(s => s.Seconds);
                Assert.True(sites <= diagnosis.ThreadTime[state] + 1e-6, $"{state}: {sites} of {diagnosis.ThreadTime[state]}");
            }
        }
    }
}
